package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Edge;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.Front;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import java.util.List;

/**
 * The global external Application Load Balancer: address, certificate, routes, and a backend a
 * workload.
 */
final class EdgePass implements Pass {

  static final ResourceAddress URL_MAP = ResourceAddress.managed("google_compute_url_map", "edge");
  private static final ResourceAddress CERTIFICATE =
      ResourceAddress.managed("google_compute_managed_ssl_certificate", "edge");
  private static final ResourceAddress TLS =
      ResourceAddress.managed("google_compute_ssl_policy", "edge");
  private static final ResourceAddress REDIRECT =
      ResourceAddress.managed("google_compute_url_map", "redirect");
  private static final ResourceAddress HTTPS =
      ResourceAddress.managed("google_compute_target_https_proxy", "edge");
  private static final ResourceAddress HTTP =
      ResourceAddress.managed("google_compute_target_http_proxy", "redirect");
  private static final String FILE = StackFiles.EDGE;
  private static final Element EDGE = Element.of(Element.Kind.EDGE);
  private static final Provenance ENTRY = Provenance.of(EDGE, "edge.entry", "edge.domain");
  private static final Provenance TLS_WHY = Provenance.of(EDGE, "edge.tls", "edge.domain");

  @Override
  public String name() {
    return "edge";
  }

  /** The workloads that the load balancer leads to, each once. */
  static List<Workload> backends(Blueprint blueprint) {
    return blueprint.edge().routes().stream()
        .map(Edge.Route::workload)
        .distinct()
        .flatMap(name -> blueprint.workload(name).stream())
        .filter(w -> ServicePass.serves(w) || w.kind() == WorkloadKind.FUNCTION)
        .toList();
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (!Front.balanced(blueprint) || backends(blueprint).isEmpty()) {
      return part.build();
    }
    part.service("compute.googleapis.com");
    domain(blueprint, part);
    address(blueprint, part);
    backends(blueprint).forEach(workload -> EdgeBackend.add(blueprint, workload, part));
    routes(blueprint, part);
    tls(blueprint, part);
    forwarding(blueprint, part);
    outputs(blueprint, part);
    return part.build();
  }

  private static void domain(Blueprint blueprint, StackPart.Builder part) {
    new EnvironmentInputs(blueprint, part, ENTRY)
        .matching(
            "domain",
            Front.optional(blueprint)
                ? "Public host name. Empty: no load balancer, Cloud Run's own addresses serve."
                : "Public host name.",
            Front.optional(blueprint)
                ? "^([a-z0-9-]+\\.)*[a-z0-9-]*$"
                : "^([a-z0-9-]+\\.)+[a-z0-9-]+$",
            "Give a host name without scheme and path.",
            e -> e.domain().orElse(""));
  }

  private static void address(Blueprint blueprint, StackPart.Builder part) {
    part.resource(
        FILE,
        GcpAddresses.LOAD_BALANCER_ADDRESS,
        "What the DNS record of the domain points to.",
        Front.meta(blueprint),
        Body.builder().set("name", GcpNames.resource(blueprint, "edge")),
        ENTRY);
  }

  private static Expression backend(Blueprint blueprint, String workload) {
    return Front.one(blueprint, GcpAddresses.backend(workload)).dot("id");
  }

  private static void routes(Blueprint blueprint, StackPart.Builder part) {
    String root = Front.root(blueprint);
    Body.Builder matcher =
        Body.builder().set("name", "routes").set("default_service", backend(blueprint, root));
    for (Edge.Route route : blueprint.edge().routes()) {
      if (!route.prefix().equals("/") && known(blueprint, route)) {
        matcher.block(
            "path_rule",
            Body.builder()
                .set("paths", texts(List.of(route.prefix(), route.prefix() + "/*")))
                .set("service", backend(blueprint, route.workload())));
      }
    }
    part.resource(
        FILE,
        URL_MAP,
        "",
        Front.meta(blueprint),
        Body.builder()
            .set("name", GcpNames.resource(blueprint, "edge"))
            .set("default_service", backend(blueprint, root))
            .block(
                "host_rule",
                Body.builder().set("hosts", list(var("domain"))).set("path_matcher", "routes"))
            .block("path_matcher", matcher),
        ENTRY);
  }

  private static boolean known(Blueprint blueprint, Edge.Route route) {
    return backends(blueprint).stream().anyMatch(w -> w.name().equals(route.workload()));
  }

  private static void tls(Blueprint blueprint, StackPart.Builder part) {
    part.resource(
        FILE,
        CERTIFICATE,
        "Google issues it once the domain points to the address, and renews it. A new domain needs"
            + " a new one, so its name\n"
            + "carries the domain's digest and it is made before the old one goes.",
        Front.meta(blueprint)
            .withLifecycle(Body.builder().set("create_before_destroy", true).build()),
        Body.builder()
            .set(
                "name",
                template(
                    GcpNames.resource(blueprint, "edge") + "-",
                    call("substr", call("sha256", var("domain")), number(0), number(8))))
            .block("managed", Body.builder().set("domains", list(var("domain")))),
        TLS_WHY);
    boolean newest = blueprint.edge().minimumTls().equals("1.3");
    part.resource(
        FILE,
        TLS,
        "",
        Front.meta(blueprint),
        Body.builder()
            .set("name", GcpNames.resource(blueprint, "edge"))
            .set("profile", newest ? "RESTRICTED" : "MODERN")
            .set("min_tls_version", newest ? "TLS_1_3" : "TLS_1_2"),
        TLS_WHY);
  }

  private static void forwarding(Blueprint blueprint, StackPart.Builder part) {
    part.resource(
        FILE,
        HTTPS,
        "",
        Front.meta(blueprint),
        Body.builder()
            .set("name", GcpNames.resource(blueprint, "edge"))
            .set("url_map", Front.one(blueprint, URL_MAP).dot("id"))
            .set("ssl_certificates", list(Front.one(blueprint, CERTIFICATE).dot("id")))
            .set("ssl_policy", Front.one(blueprint, TLS).dot("id")),
        TLS_WHY);
    part.resource(
        FILE,
        REDIRECT,
        "Whoever comes by plain HTTP is sent to HTTPS.",
        Front.meta(blueprint),
        Body.builder()
            .set("name", GcpNames.resource(blueprint, "redirect"))
            .block(
                "default_url_redirect",
                Body.builder()
                    .set("https_redirect", true)
                    .set("redirect_response_code", "MOVED_PERMANENTLY_DEFAULT")
                    .set("strip_query", false)),
        TLS_WHY);
    part.resource(
        FILE,
        HTTP,
        "",
        Front.meta(blueprint),
        Body.builder()
            .set("name", GcpNames.resource(blueprint, "redirect"))
            .set("url_map", Front.one(blueprint, REDIRECT).dot("id")),
        TLS_WHY);
    rule(blueprint, part, "https", HTTPS, "443");
    rule(blueprint, part, "http", HTTP, "80");
  }

  private static void rule(
      Blueprint blueprint,
      StackPart.Builder part,
      String name,
      ResourceAddress target,
      String port) {
    part.resource(
        FILE,
        ResourceAddress.managed("google_compute_global_forwarding_rule", name),
        "",
        Front.meta(blueprint),
        Body.builder()
            .set("name", GcpNames.resource(blueprint, name))
            .set("load_balancing_scheme", "EXTERNAL_MANAGED")
            .set("ip_address", Front.one(blueprint, GcpAddresses.LOAD_BALANCER_ADDRESS).dot("id"))
            .set("port_range", port)
            .set("target", Front.one(blueprint, target).dot("id")),
        ENTRY);
  }

  private static void outputs(Blueprint blueprint, StackPart.Builder part) {
    part.output(
        StackFiles.OUTPUTS,
        "public_origin",
        Invocation.origin(blueprint),
        "Where users reach the system.",
        ENTRY);
    Expression address = Front.one(blueprint, GcpAddresses.LOAD_BALANCER_ADDRESS).dot("address");
    part.output(
        StackFiles.OUTPUTS,
        "load_balancer_address",
        Front.choose(blueprint, address, text("")),
        "Address for the A record of the domain.",
        ENTRY);
  }
}
