package dev.slipway.design;

import dev.slipway.blueprint.Edge;
import dev.slipway.blueprint.Edge.Route;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Project;
import dev.slipway.diagnostic.Severity;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.intake.SecurityRequirement;
import dev.slipway.intake.Subject;
import dev.slipway.intake.Subjects;
import dev.slipway.requirements.Resolved;
import dev.slipway.vocabulary.Cloud;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The way in: entry, TLS, CDN, firewall, rate limit and routes. */
final class EdgeDesign {

  private static final Element EDGE = Element.of(Element.Kind.EDGE);
  private static final int RATE_LIMIT = 600;
  private static final Pattern PER_MINUTE =
      Pattern.compile(
          "([0-9]{1,3}(?:,?[0-9]{3})?)\\s{0,3}(?:requests|calls|prompts)?\\s{0,3}(?:per|a|/|each)\\s{0,3}min");

  private final Draft draft;
  private final Project project;
  private final List<Part> parts;

  private EdgeDesign(Draft draft, Project project, List<Part> parts) {
    this.draft = draft;
    this.project = project;
    this.parts = parts;
  }

  static Edge design(Draft draft, Project project, List<Part> parts) {
    return new EdgeDesign(draft, project, parts).design();
  }

  private Edge design() {
    Optional<Resolved<String>> domain = draft.find(Subjects.DOMAIN);
    List<Route> routes = RouteDesign.routes(parts);
    boolean loadBalancer = domain.isPresent() && !routes.isEmpty();
    entry(domain, loadBalancer, routes);
    tls();
    boolean cdn = cdn(loadBalancer);
    boolean waf = waf(loadBalancer);
    Optional<Integer> limit = rateLimit(loadBalancer);
    return new Edge(loadBalancer, "1.2", cdn, waf, limit, Optional.empty(), routes);
  }

  private void entry(Optional<Resolved<String>> domain, boolean loadBalancer, List<Route> routes) {
    Evidence evidence =
        domain
            .map(Resolved::evidence)
            .orElseGet(() -> Evidence.assumed("nobody names a host name"));
    String paths =
        String.join(", ", routes.stream().map(r -> r.prefix() + " → " + r.workload()).toList());
    draft
        .decide(
            "edge.entry",
            EDGE,
            "Way in",
            loadBalancer
                ? "a global HTTPS load balancer"
                : routes.isEmpty()
                    ? "none; nothing answers requests from outside"
                    : "the platform's own addresses")
        .because(
            loadBalancer
                ? "One host name has to lead to "
                    + paths
                    + ", and certificate, firewall and CDN sit in one place in front."
                : "Without a host name there is no certificate to manage, and the platform's"
                    + " addresses already speak HTTPS.")
        .over(
            loadBalancer ? "the platform's own address" : "a load balancer",
            loadBalancer
                ? "It takes one service only, and neither firewall nor CDN can stand in front of"
                    + " it."
                : "It costs about "
                    + (draft.cloud() == Cloud.AZURE ? "$35" : "$18")
                    + " a month and needs a host name.")
        .on(evidence)
        .reconsiderWhen(
            "A host name is chosen, or a second service has to answer under the same one.");
    draft
        .decide("edge.domain", EDGE, "Host name", domain.map(Resolved::value).orElse("none yet"))
        .because(
            domain.isPresent()
                ? "The zone stays where it is; the outputs say which record to enter."
                : "Nobody names one; the platform's address is used until then.")
        .over("managing the DNS zone too", "Moving a zone reaches beyond this project.")
        .on(evidence)
        .reconsiderWhen("The zone may be managed here, or the name changes.");
  }

  private void tls() {
    draft
        .decide("edge.tls", EDGE, "TLS", "1.2 or newer, managed certificates, HTTP sent to HTTPS")
        .because("Older versions are broken, and every browser of the last ten years speaks 1.2.")
        .over(
            "1.3 only",
            "It shuts out older clients and proxies for no gain that anybody asked for.")
        .on(
            requirement("tls")
                .or(() -> requirement("https"))
                .map(SecurityRequirement::evidence)
                .orElseGet(() -> Evidence.assumed("TLS 1.2 is the least that is safe")))
        .reconsiderWhen("A regulation asks for 1.3 only.");
  }

  private boolean cdn(boolean loadBalancer) {
    boolean pages = parts.stream().anyMatch(RouteDesign::showsPages);
    Located<Boolean> asked =
        draft.settle(
            Subjects.CDN,
            pages,
            pages ? "the front end has static files" : "nothing static is served");
    unreachable(Subjects.CDN, asked, loadBalancer, "A CDN");
    boolean cdn = loadBalancer && asked.value() && !draft.saves(Saving.NO_CDN);
    draft
        .decide("edge.cdn", EDGE, "CDN", cdn ? "on, as the answers' cache headers say" : "off")
        .because(
            cdn
                ? "Static files come from near the user and wake no instance; answers without cache"
                    + " headers pass through."
                : draft.saves(Saving.NO_CDN)
                    ? "It is left out to save cost; the region answers everything."
                    : loadBalancer
                        ? "Nothing that could be cached is served."
                        : "It needs the load balancer, which needs a host name.")
        .over(
            cdn ? "no CDN" : "a CDN",
            cdn ? "Every file would be served by an instance." : "There is nothing for it to keep.")
        .on(asked.evidence())
        .reconsiderWhen("The share of cached answers is small, or static files grow.");
    return cdn;
  }

  private boolean waf(boolean loadBalancer) {
    Optional<SecurityRequirement> wanted =
        requirement("firewall").or(() -> requirement("waf")).or(() -> requirement("ddos"));
    Located<Boolean> asked =
        draft
            .find(Subjects.WAF)
            .map(r -> Located.of(r.value(), r.evidence()))
            .orElseGet(() ->
                wanted
                    .map(w -> Located.of(true, w.evidence()))
                    .orElseGet(() ->
                        Located.of(
                            loadBalancer,
                            Evidence.assumed(
                                "known attacks reach every public address within hours"))));
    unreachable(Subjects.WAF, asked, loadBalancer, "A web application firewall");
    boolean waf = loadBalancer && asked.value() && !draft.saves(Saving.NO_WAF);
    draft
        .decide(
            "edge.waf",
            EDGE,
            "Web application firewall",
            waf ? draft.services().firewall() + firewallRules() : "none")
        .because(
            waf
                ? "It filters injection, scripting and scanners before they reach the code, for a"
                    + " few dollars a month."
                : draft.saves(Saving.NO_WAF)
                    ? "It is given up to stay within the budget."
                    : loadBalancer
                        ? "It is switched off by decision."
                        : "It needs the load balancer, which needs a host name.")
        .over(
            waf ? "none" : draft.services().firewall(),
            waf ? "Every attack would be the code's own problem." : "See the reason.")
        .on(asked.evidence())
        .reconsiderWhen("Honest requests are turned away, or an assessment asks for more.");
    return waf;
  }

  private String firewallRules() {
    return draft.cloud() == Cloud.GCP ? " with the preconfigured rules" : " with the managed rules";
  }

  private Optional<Integer> rateLimit(boolean loadBalancer) {
    Optional<Located<Integer>> asked =
        draft
            .find(Subjects.RATE_LIMIT)
            .map(r -> Located.of(r.value(), r.evidence()))
            .or(this::limitOfRequirements);
    asked.ifPresent(a ->
        unreachable(
            Subjects.RATE_LIMIT,
            Located.of(true, a.evidence()),
            loadBalancer,
            "A rate limit at the edge"));
    Optional<Integer> limit =
        loadBalancer && !draft.saves(Saving.NO_WAF)
            ? Optional.of(asked.map(Located::value).orElse(RATE_LIMIT))
            : Optional.empty();
    draft
        .decide(
            "edge.rate-limit",
            EDGE,
            "Rate limit",
            limit.map(l -> l + " requests a minute from one address").orElse("none at the edge"))
        .because(
            limit.isPresent()
                ? asked.isPresent()
                    ? "It is what is asked for; beyond it the answer is 429."
                    : "Ten a second from one address is more than a person makes and less than a"
                        + " flood."
                : "There is no edge to count at.")
        .over("none", "One client could use up all instances and the money for them.")
        .on(asked.map(Located::evidence).orElseGet(() -> Evidence.assumed("nobody names a limit")))
        .reconsiderWhen("Offices behind one address are turned away, or a flood gets through.");
    return limit;
  }

  private Optional<Located<Integer>> limitOfRequirements() {
    for (SecurityRequirement requirement : draft.requirements().securityRequirements()) {
      Matcher matcher = PER_MINUTE.matcher(requirement.text().toLowerCase(Locale.ROOT));
      if (matcher.find()) {
        int limit = Integer.parseInt(matcher.group(1).replace(",", ""));
        if (limit > 0) {
          return Optional.of(Located.of(limit, requirement.evidence()));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<SecurityRequirement> requirement(String word) {
    return draft.requirements().securityRequirements().stream()
        .filter(r -> r.text().toLowerCase(Locale.ROOT).contains(word))
        .findFirst();
  }

  private void unreachable(
      Subject<?> subject, Located<Boolean> asked, boolean loadBalancer, String what) {
    if (loadBalancer
        || !asked.value()
        || !draft.find(subject).isPresent() && asked.evidence().span().isEmpty()) {
      return;
    }
    draft.report(
        "SLIP-EDGE-DOMAIN",
        Severity.WARNING,
        asked.evidence().span(),
        "edge",
        what + " is asked for, and there is no host name",
        what
            + " stands on the load balancer, which needs a host name for its certificate. It is"
            + " left out of "
            + project.slug()
            + " until there is one.",
        "Name the host:\n    --set domain=app.example.com");
  }
}
