package dev.slipway.check.policy;

import dev.slipway.blueprint.Workload;
import dev.slipway.stack.Body;
import dev.slipway.stack.Resource;
import java.util.List;
import java.util.Optional;

/** Measures at the way in. */
final class GcpEdgeMeasures {

  private static final String POLICY = "google_compute_security_policy";

  private GcpEdgeMeasures() {}

  static Finding tls(Output output) {
    Finding.Builder found = Finding.builder();
    if (!output.blueprint().edge().loadBalancer()) {
      for (Resource service : output.of("google_cloud_run_v2_service")) {
        found.proof(Output.name(service), "its address is served by Cloud Run over TLS only");
      }
      for (Resource function : output.of("google_cloudfunctions2_function")) {
        found.proof(Output.name(function), "its address is served by Cloud Run over TLS only");
      }
      return found.build("The output has no public address that this could be seen on.");
    }
    for (Resource proxy : output.of("google_compute_target_https_proxy")) {
      found.check(
          modern(output, proxy),
          Output.name(proxy),
          "certificate, and ssl_policy with min_tls_version TLS_1_2 or newer",
          Output.name(proxy)
              + " accepts old TLS: it needs an ssl_policy with min_tls_version TLS_1_2 or newer.");
    }
    for (Resource proxy : output.of("google_compute_target_http_proxy")) {
      found.check(
          redirects(output, proxy),
          Output.name(proxy),
          "redirects to https",
          Output.name(proxy) + " serves without TLS instead of redirecting to https.");
    }
    return found.build("The load balancer has no HTTPS proxy.");
  }

  private static boolean modern(Output output, Resource proxy) {
    return output.of("google_compute_ssl_policy").stream()
        .filter(policy -> References.in(proxy).to(policy.address()))
        .map(policy -> output.text(policy, "min_tls_version"))
        .flatMap(Optional::stream)
        .anyMatch(version -> version.equals("TLS_1_2") || version.equals("TLS_1_3"));
  }

  private static boolean redirects(Output output, Resource proxy) {
    return output.of("google_compute_url_map").stream()
        .filter(map -> References.in(proxy).to(map.address()))
        .anyMatch(map -> output.isTrue(map, "default_url_redirect", "https_redirect"));
  }

  static Finding firewall(Output output) {
    return attached(
        output,
        rule -> References.in(rule).mentions("evaluatePreconfigured"),
        "rules against known attacks (evaluatePreconfiguredWaf)",
        "has no rule against known attacks.");
  }

  static Finding rateLimit(Output output) {
    return attached(
        output,
        rule -> !Output.deep(rule, "rate_limit_options").isEmpty(),
        "rate_limit_options",
        "has no rule that limits the rate.");
  }

  private interface Kind {
    boolean matches(Body rule);
  }

  private static Finding attached(Output output, Kind kind, String setting, String missing) {
    Finding.Builder found = Finding.builder();
    List<Resource> policies = output.of(POLICY);
    for (Resource policy : policies) {
      boolean has =
          Output.deep(policy.body(), "rule").stream().anyMatch(kind::matches)
              || Output.deep(policy.body(), "rules").stream().anyMatch(kind::matches)
              || kind.matches(policy.body());
      found.check(has, Output.name(policy), setting, Output.name(policy) + " " + missing);
    }
    if (!policies.isEmpty()) {
      for (Resource backend : output.of("google_compute_backend_service")) {
        found.check(
            policies.stream().anyMatch(p -> References.in(backend).to(p.address())),
            Output.name(backend),
            "security_policy set",
            Output.name(backend) + " is reached past Cloud Armor: it has no security_policy.");
      }
      bypass(output, found);
    }
    return found.build("The output has no Cloud Armor policy (" + POLICY + ").");
  }

  // A policy at the load balancer guards nothing that can also be called by its own address.
  private static void bypass(Output output, Finding.Builder found) {
    for (Workload workload : output.blueprint().workloads()) {
      GcpRunners.service(output, workload)
          .filter(_ -> workload.exposure() == Workload.Exposure.PUBLIC)
          .ifPresent(service -> {
            String ingress = output.text(service, "ingress").orElse("INGRESS_TRAFFIC_ALL");
            found.check(
                !ingress.equals("INGRESS_TRAFFIC_ALL"),
                Output.name(service),
                "ingress = " + ingress,
                Output.name(service)
                    + " can be called by its own address, past the load balancer.");
          });
    }
  }
}
