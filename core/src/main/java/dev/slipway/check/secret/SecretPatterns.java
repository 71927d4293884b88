package dev.slipway.check.secret;

import java.util.List;
import java.util.regex.Pattern;

/** The forms of well-known keys. Each is looked for only where its fixed part stands. */
final class SecretPatterns {

  private SecretPatterns() {}

  /**
   * One form of key.
   *
   * @param code end of the diagnostic's code
   * @param name what a person calls it
   * @param hint text that every such key contains
   * @param before characters of the key before the hint, at most
   * @param pattern the whole key
   */
  record Form(String code, String name, String hint, int before, Pattern pattern) {}

  static final List<Form> FORMS =
      List.of(
          form("AWS", "an AWS access key", "AKIA", "AKIA[A-Z0-9]{16}"),
          form("AWS", "a temporary AWS access key", "ASIA", "ASIA[A-Z0-9]{16}"),
          form("AWS", "an AWS key for Bedrock", "ABSK", "ABSK[A-Za-z0-9+/]{109,269}={0,2}"),
          form("GOOGLE", "a Google API key", "AIza", "AIza[A-Za-z0-9_-]{35}"),
          form("GOOGLE", "a Google OAuth client secret", "GOCSPX-", "GOCSPX-[A-Za-z0-9_-]{28}"),
          form("GOOGLE", "a Google OAuth token", "ya29.", "ya29[.][A-Za-z0-9_-]{20,512}"),
          form("AZURE", "an Azure storage key", "AccountKey=", "AccountKey=[A-Za-z0-9+/]{86}=="),
          form(
              "AZURE",
              "an Azure access key",
              "SharedAccessKey=",
              "SharedAccessKey=[A-Za-z0-9+/]{43}="),
          form("AZURE", "a signed Azure address", "&sig=", "&sig=[A-Za-z0-9%+/]{43,60}(?:%3D|=)"),
          form(
              "AZURE",
              "an Azure client secret",
              "Q~",
              4,
              "[A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}"),
          form("GITHUB", "a GitHub token", "ghp_", "ghp_[A-Za-z0-9]{36}"),
          form("GITHUB", "a GitHub OAuth token", "gho_", "gho_[A-Za-z0-9]{36}"),
          form("GITHUB", "a GitHub user token", "ghu_", "ghu_[A-Za-z0-9]{36}"),
          form("GITHUB", "a GitHub app token", "ghs_", "ghs_[A-Za-z0-9]{36}"),
          form("GITHUB", "a GitHub refresh token", "ghr_", "ghr_[A-Za-z0-9]{36}"),
          form("GITHUB", "a GitHub token", "github_pat_", "github_pat_[A-Za-z0-9_]{50,255}"),
          form("GITLAB", "a GitLab token", "glpat-", "glpat-[A-Za-z0-9_-]{20,64}"),
          form("GITLAB", "a GitLab deploy token", "gldt-", "gldt-[A-Za-z0-9_-]{20,64}"),
          form("GITLAB", "a GitLab runner token", "glrt-", "glrt-[A-Za-z0-9_-]{20,64}"),
          form("GITLAB", "a GitLab trigger token", "glptt-", "glptt-[a-f0-9]{40}"),
          form("ATLASSIAN", "an Atlassian token", "ATATT3", "ATATT3[A-Za-z0-9_=-]{100,300}"),
          form("ANTHROPIC", "an Anthropic API key", "sk-ant-", "sk-ant-[A-Za-z0-9_-]{24,256}"),
          form("OPENAI", "an OpenAI API key", "sk-proj-", "sk-proj-[A-Za-z0-9_-]{24,256}"),
          form("OPENAI", "an OpenAI API key", "sk-svcacct-", "sk-svcacct-[A-Za-z0-9_-]{24,256}"),
          form("OPENAI", "an OpenAI API key", "sk-", "sk-[A-Za-z0-9]{40,64}"),
          form("GROQ", "a Groq API key", "gsk_", "gsk_[A-Za-z0-9]{52}"),
          form("REPLICATE", "a Replicate token", "r8_", "r8_[A-Za-z0-9]{37}"),
          form("PERPLEXITY", "a Perplexity API key", "pplx-", "pplx-[A-Za-z0-9]{48}"),
          form("HUGGINGFACE", "a Hugging Face token", "hf_", "hf_[A-Za-z0-9]{34}"),
          form("STRIPE", "a Stripe live key", "sk_live_", "sk_live_[A-Za-z0-9]{16,128}"),
          form("STRIPE", "a Stripe restricted key", "rk_live_", "rk_live_[A-Za-z0-9]{16,128}"),
          form("STRIPE", "a Stripe webhook secret", "whsec_", "whsec_[A-Za-z0-9]{32,64}"),
          form("SHOPIFY", "a Shopify token", "shpat_", "shpat_[a-fA-F0-9]{32}"),
          form("SHOPIFY", "a Shopify app token", "shpca_", "shpca_[a-fA-F0-9]{32}"),
          form("SHOPIFY", "a Shopify app token", "shppa_", "shppa_[a-fA-F0-9]{32}"),
          form("SHOPIFY", "a Shopify secret", "shpss_", "shpss_[a-fA-F0-9]{32}"),
          form("SQUARE", "a Square token", "sq0atp-", "sq0atp-[A-Za-z0-9_-]{22}"),
          form("SQUARE", "a Square secret", "sq0csp-", "sq0csp-[A-Za-z0-9_-]{43}"),
          form("SLACK", "a Slack token", "xoxb-", "xoxb-[0-9]{8,16}-[A-Za-z0-9-]{16,128}"),
          form("SLACK", "a Slack token", "xoxp-", "xoxp-[0-9]{8,16}-[A-Za-z0-9-]{16,128}"),
          form(
              "SLACK",
              "a Slack app token",
              "xapp-",
              "xapp-[0-9]-[A-Z0-9]{8,16}-[0-9]{8,16}-[a-f0-9]{40,80}"),
          form(
              "SLACK",
              "a Slack webhook",
              "hooks.slack.com/services/",
              "hooks[.]slack[.]com/services/T[A-Z0-9]{6,12}/B[A-Z0-9]{6,12}/[A-Za-z0-9]{20,32}"),
          form(
              "DISCORD",
              "a Discord webhook",
              "/api/webhooks/",
              "/api/webhooks/[0-9]{17,20}/[A-Za-z0-9_-]{60,72}"),
          form("TELEGRAM", "a Telegram bot token", ":AA", 10, "[0-9]{8,10}:AA[A-Za-z0-9_-]{33}"),
          form("TWILIO", "a Twilio key", "SK", "SK[0-9a-f]{32}"),
          form("SENDGRID", "a SendGrid key", "SG.", "SG[.][A-Za-z0-9_-]{22}[.][A-Za-z0-9_-]{43}"),
          form("MAILGUN", "a Mailgun key", "key-", "key-[0-9a-f]{32}"),
          form("LINEAR", "a Linear key", "lin_api_", "lin_api_[A-Za-z0-9]{40}"),
          form("NOTION", "a Notion token", "ntn_", "ntn_[A-Za-z0-9]{44,50}"),
          form("NOTION", "a Notion secret", "secret_", "secret_[A-Za-z0-9]{43}"),
          form("POSTMAN", "a Postman key", "PMAK-", "PMAK-[a-f0-9]{24}-[a-f0-9]{34}"),
          form("NPM", "an npm token", "npm_", "npm_[A-Za-z0-9]{36}"),
          form("PYPI", "a PyPI token", "pypi-AgEI", "pypi-AgEI[A-Za-z0-9_-]{50,256}"),
          form("RUBYGEMS", "a RubyGems key", "rubygems_", "rubygems_[a-f0-9]{48}"),
          form("DOCKER", "a Docker Hub token", "dckr_pat_", "dckr_pat_[A-Za-z0-9_-]{27}"),
          form("DOCKER", "a Docker Hub token", "dckr_oat_", "dckr_oat_[A-Za-z0-9_-]{27,40}"),
          form("VAULT", "a Vault token", "hvs.", "hvs[.][A-Za-z0-9_-]{24,128}"),
          form("VAULT", "a Vault token", "hvb.", "hvb[.][A-Za-z0-9_-]{100,300}"),
          form(
              "TERRAFORM",
              "a Terraform Cloud token",
              ".atlasv1.",
              14,
              "[A-Za-z0-9]{14}[.]atlasv1[.][A-Za-z0-9_=-]{60,70}"),
          form("PULUMI", "a Pulumi token", "pul-", "pul-[a-f0-9]{40}"),
          form("DOPPLER", "a Doppler token", "dp.pt.", "dp[.]pt[.][A-Za-z0-9]{43}"),
          form("DIGITALOCEAN", "a DigitalOcean token", "dop_v1_", "dop_v1_[a-f0-9]{64}"),
          form("DIGITALOCEAN", "a DigitalOcean OAuth token", "doo_v1_", "doo_v1_[a-f0-9]{64}"),
          form("DIGITALOCEAN", "a DigitalOcean refresh token", "dor_v1_", "dor_v1_[a-f0-9]{64}"),
          form(
              "CLOUDFLARE",
              "a Cloudflare origin key",
              "v1.0-",
              "v1[.]0-[a-f0-9]{24}-[a-f0-9]{146}"),
          form("HEROKU", "a Heroku key", "HRKU-", "HRKU-[A-Za-z0-9_-]{36,64}"),
          form("SUPABASE", "a Supabase token", "sbp_", "sbp_[a-f0-9]{40}"),
          form(
              "PLANETSCALE",
              "a PlanetScale password",
              "pscale_pw_",
              "pscale_pw_[A-Za-z0-9_.=-]{32,64}"),
          form(
              "PLANETSCALE",
              "a PlanetScale token",
              "pscale_tkn_",
              "pscale_tkn_[A-Za-z0-9_.=-]{32,64}"),
          form("DATABRICKS", "a Databricks token", "dapi", "dapi[a-f0-9]{32}"),
          form("NEWRELIC", "a New Relic key", "NRAK-", "NRAK-[A-Z0-9]{27}"),
          form("NEWRELIC", "a New Relic license key", "NRAL", 36, "[a-f0-9]{36}NRAL"),
          form("GRAFANA", "a Grafana token", "glsa_", "glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}"),
          form("GRAFANA", "a Grafana Cloud token", "glc_", "glc_[A-Za-z0-9+/]{32,400}={0,2}"),
          form("SENTRY", "a Sentry token", "sntryu_", "sntryu_[a-f0-9]{64}"),
          form("SENTRY", "a Sentry token", "sntrys_", "sntrys_[A-Za-z0-9+/=_]{80,300}"),
          form("AGE", "an age key", "AGE-SECRET-KEY-1", "AGE-SECRET-KEY-1[0-9A-Z]{58}"));

  private static Form form(String code, String name, String hint, String pattern) {
    return form(code, name, hint, 0, pattern);
  }

  private static Form form(String code, String name, String hint, int before, String pattern) {
    return new Form(code, name, hint, before, Pattern.compile(pattern));
  }
}
