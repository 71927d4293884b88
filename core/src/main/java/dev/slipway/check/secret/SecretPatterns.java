package dev.slipway.check.secret;

import java.util.List;
import java.util.regex.Pattern;

/** The forms of well-known keys. Each is looked for only where its fixed beginning stands. */
final class SecretPatterns {

  private SecretPatterns() {}

  /**
   * One form of key.
   *
   * @param code end of the diagnostic's code
   * @param name what a person calls it
   * @param hint text that every such key contains
   * @param pattern the whole key, from the hint on
   */
  record Form(String code, String name, String hint, Pattern pattern) {}

  static final List<Form> FORMS =
      List.of(
          form("AWS", "an AWS access key", "AKIA", "AKIA[A-Z0-9]{16}"),
          form("AWS", "a temporary AWS access key", "ASIA", "ASIA[A-Z0-9]{16}"),
          form("GOOGLE", "a Google API key", "AIza", "AIza[A-Za-z0-9_-]{35}"),
          form("GOOGLE", "a Google OAuth client secret", "GOCSPX-", "GOCSPX-[A-Za-z0-9_-]{28}"),
          form("GOOGLE", "a Google OAuth token", "ya29.", "ya29[.][A-Za-z0-9_-]{20,512}"),
          form("GITHUB", "a GitHub token", "ghp_", "ghp_[A-Za-z0-9]{36}"),
          form("GITHUB", "a GitHub OAuth token", "gho_", "gho_[A-Za-z0-9]{36}"),
          form("GITHUB", "a GitHub app token", "ghs_", "ghs_[A-Za-z0-9]{36}"),
          form("GITHUB", "a GitHub refresh token", "ghr_", "ghr_[A-Za-z0-9]{36}"),
          form("GITHUB", "a GitHub token", "github_pat_", "github_pat_[A-Za-z0-9_]{50,255}"),
          form("GITLAB", "a GitLab token", "glpat-", "glpat-[A-Za-z0-9_-]{20,64}"),
          form("ANTHROPIC", "an Anthropic API key", "sk-ant-", "sk-ant-[A-Za-z0-9_-]{24,256}"),
          form("OPENAI", "an OpenAI API key", "sk-proj-", "sk-proj-[A-Za-z0-9_-]{24,256}"),
          form("OPENAI", "an OpenAI API key", "sk-", "sk-[A-Za-z0-9]{40,64}"),
          form("STRIPE", "a Stripe live key", "sk_live_", "sk_live_[A-Za-z0-9]{16,128}"),
          form("STRIPE", "a Stripe restricted key", "rk_live_", "rk_live_[A-Za-z0-9]{16,128}"),
          form("SLACK", "a Slack token", "xoxb-", "xoxb-[0-9]{8,16}-[A-Za-z0-9-]{16,128}"),
          form("SLACK", "a Slack token", "xoxp-", "xoxp-[0-9]{8,16}-[A-Za-z0-9-]{16,128}"),
          form(
              "SLACK",
              "a Slack webhook",
              "hooks.slack.com/services/",
              "hooks[.]slack[.]com/services/T[A-Z0-9]{6,12}/B[A-Z0-9]{6,12}/[A-Za-z0-9]{20,32}"),
          form("SENDGRID", "a SendGrid key", "SG.", "SG[.][A-Za-z0-9_-]{22}[.][A-Za-z0-9_-]{43}"),
          form("NPM", "an npm token", "npm_", "npm_[A-Za-z0-9]{36}"),
          form("PYPI", "a PyPI token", "pypi-AgEI", "pypi-AgEI[A-Za-z0-9_-]{50,256}"),
          form("HUGGINGFACE", "a Hugging Face token", "hf_", "hf_[A-Za-z0-9]{34}"),
          form("AZURE", "an Azure storage key", "AccountKey=", "AccountKey=[A-Za-z0-9+/]{86}=="),
          form("TWILIO", "a Twilio key", "SK", "SK[0-9a-f]{32}"));

  private static Form form(String code, String name, String hint, String pattern) {
    return new Form(code, name, hint, Pattern.compile(pattern));
  }
}
