package dev.slipway.requirements;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.evidence.Origin;
import dev.slipway.intake.Claim;
import dev.slipway.intake.Service;
import dev.slipway.intake.Subject;
import dev.slipway.intake.Subjects;
import dev.slipway.intake.Variable;
import dev.slipway.vocabulary.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What records and configuration say of services, put into the services that the repository has.
 */
final class ServiceMerge {

  private static final Pattern PARAMETER =
      Pattern.compile("\\{[^}/]{0,80}}|:[A-Za-z_]\\w{0,60}|<[^>/]{0,80}>|\\[[^\\]/]{0,80}]");

  private final List<Service> services;
  private final ServiceNames names;
  private final List<Diagnostic> diagnostics;

  ServiceMerge(List<Service> services, List<Diagnostic> diagnostics) {
    this.services = services;
    this.names = new ServiceNames(services);
    this.diagnostics = diagnostics;
  }

  /** What the repository says of each service that a source could contradict. */
  List<Claim<?>> claims() {
    List<Claim<?>> claims = new ArrayList<>();
    for (Service service : services) {
      service.port().ifPresent(p -> claims.add(claim(Subjects.PORT, service, p)));
      service.health().ifPresent(h -> claims.add(claim(Subjects.HEALTH_PATH, service, h)));
    }
    return claims;
  }

  private static <T> Claim<T> claim(Subject<T> subject, Service service, Located<T> value) {
    return Claim.of(subject, value.value(), value.evidence()).scoped(service.name());
  }

  /**
   * The claim, its scope being the name of a service that is there; a diagnostic where none is
   * meant.
   */
  Claim<?> scoped(Claim<?> claim) {
    if (claim.scope().isEmpty() || services.isEmpty()) {
      return claim;
    }
    Optional<String> service = names.find(claim.scope());
    if (service.isEmpty()) {
      diagnostics.add(noService(claim));
    }
    return service.<Claim<?>>map(claim::scoped).orElse(claim);
  }

  private Diagnostic noService(Claim<?> claim) {
    Evidence evidence = claim.evidence();
    boolean configured = evidence.origin().compareTo(Origin.CONFIGURATION) <= 0;
    String known = String.join(", ", services.stream().map(Service::name).toList());
    return new Diagnostic(
        "SLIP-SERVICE-UNKNOWN",
        configured ? Severity.ERROR : Severity.NOTE,
        Optional.of(Requirements.key(claim.subject(), claim.scope())),
        evidence.span(),
        "No service `" + claim.scope() + "`",
        "`" + claim.subject() + "` is set for it, but the repository has: " + known + ".",
        configured
            ? "Use one of these names."
            : "Set `services.NAME." + claim.subject() + "` in slipway.yaml if it matters.");
  }

  /** The services with overrides, variables and endpoints. */
  List<Service> apply(
      Map<String, Resolved<?>> resolved, List<Variable> declared, List<Endpoint> endpoints) {
    Map<String, Map<String, Variable>> variables = variables(declared);
    Map<String, List<Endpoint>> routes = routes(endpoints);
    List<Service> merged = new ArrayList<>();
    for (Service service : services) {
      merged.add(
          with(
              service,
              own(resolved, Subjects.PORT, service).or(service::port),
              own(resolved, Subjects.HEALTH_PATH, service)
                  .or(service::health)
                  .or(() -> health(resolved, service)),
              own(resolved, Subjects.START_COMMAND, service)
                  .map(c -> new Located<>(CommandWords.of(c.value()), c.evidence()))
                  .or(service::start),
              List.copyOf(variables.getOrDefault(service.name(), Map.of()).values()),
              routes.getOrDefault(service.name(), service.endpoints())));
    }
    return List.copyOf(merged);
  }

  /** A health path said of the whole project belongs to the service that people mean by it. */
  private Optional<Located<String>> health(Map<String, Resolved<?>> resolved, Service service) {
    return names.obvious().filter(service.name()::equals).isPresent()
        ? located(resolved, Subjects.HEALTH_PATH, Requirements.key(Subjects.HEALTH_PATH, ""))
        : Optional.empty();
  }

  private static <T> Optional<Located<T>> own(
      Map<String, Resolved<?>> resolved, Subject<T> subject, Service service) {
    return located(resolved, subject, Requirements.key(subject, service.name()));
  }

  @SuppressWarnings("unchecked") // the key is made from the subject, whose type is the value's
  private static <T> Optional<Located<T>> located(
      Map<String, Resolved<?>> resolved, Subject<T> subject, String key) {
    Resolved<T> value = (Resolved<T>) resolved.get(key);
    return value == null
        ? Optional.empty()
        : Optional.of(new Located<>(value.value(), value.evidence()));
  }

  private Map<String, Map<String, Variable>> variables(List<Variable> declared) {
    Map<String, Map<String, Variable>> byService = new LinkedHashMap<>();
    for (Service service : services) {
      Map<String, Variable> own = new LinkedHashMap<>();
      service.variables().forEach(v -> own.put(v.name(), v));
      byService.put(service.name(), own);
    }
    for (Variable variable : declared) {
      for (String service : meant(variable, byService)) {
        byService
            .getOrDefault(service, new LinkedHashMap<>())
            .merge(variable.name(), named(variable, service), ServiceMerge::both);
      }
    }
    return byService;
  }

  /**
   * The services that read it; else the one that the record names; else all that answer requests.
   */
  private List<String> meant(Variable variable, Map<String, Map<String, Variable>> byService) {
    List<String> readers =
        services.stream()
            .map(Service::name)
            .filter(s -> byService.getOrDefault(s, Map.of()).containsKey(variable.name()))
            .toList();
    Optional<String> named =
        variable.service().isEmpty() ? Optional.empty() : names.find(variable.service());
    if (!readers.isEmpty()) {
      return named.filter(readers::contains).map(List::of).orElse(readers);
    }
    List<String> owners = named.map(List::of).orElseGet(this::receivers);
    if (!services.isEmpty()) {
      diagnostics.add(unread(variable, owners));
    }
    return owners;
  }

  /**
   * Pages are shown to the public, so what nobody asked for does not go there when there is another
   * place.
   */
  private List<String> receivers() {
    List<String> inner =
        services.stream()
            .filter(s -> names.web().contains(s.name()) && !ServiceNames.showsPages(s))
            .map(Service::name)
            .toList();
    return inner.isEmpty() ? names.web() : inner;
  }

  private static Diagnostic unread(Variable variable, List<String> owners) {
    return new Diagnostic(
        "SLIP-VARIABLE-UNREAD",
        Severity.NOTE,
        owners.isEmpty() ? Optional.empty() : Optional.of(owners.getFirst()),
        variable.evidence().span(),
        "No code reads `" + variable.name() + "`",
        "The record declares it, and no place that reads it was found. "
            + (owners.isEmpty()
                ? "No service gets it."
                : "It is given to " + String.join(", ", owners) + "."),
        "Remove it from the record if it is not needed any more.");
  }

  private static Variable named(Variable variable, String service) {
    return new Variable(
        variable.name(),
        variable.secret(),
        variable.required(),
        variable.secret() ? Optional.empty() : variable.defaultValue(),
        variable.purpose(),
        service,
        variable.evidence());
  }

  /** The code knows best whether it can do without; the record knows best what it is for. */
  private static Variable both(Variable code, Variable record) {
    boolean secret = code.secret() || record.secret();
    boolean fromCode = code.evidence().origin() == Origin.REPOSITORY;
    return new Variable(
        code.name(),
        secret,
        fromCode
            ? code.required() || (record.required() && code.defaultValue().isEmpty())
            : code.required() || record.required(),
        secret ? Optional.empty() : record.defaultValue().or(code::defaultValue),
        record.purpose().isEmpty() ? code.purpose() : record.purpose(),
        code.service(),
        code.evidence());
  }

  private Map<String, List<Endpoint>> routes(List<Endpoint> declared) {
    Map<String, List<Endpoint>> byService = new LinkedHashMap<>();
    services.forEach(s -> byService.put(s.name(), new ArrayList<>(s.endpoints())));
    Optional<String> owner = names.obvious();
    for (Endpoint endpoint : declared) {
      if (owner.isPresent()
          && byService.values().stream().noneMatch(known -> has(known, endpoint))) {
        byService.getOrDefault(owner.get(), new ArrayList<>()).add(endpoint);
      }
    }
    return byService;
  }

  /** Endpoints of records that no service has. */
  List<Endpoint> unclaimed(List<Endpoint> declared, List<Service> merged) {
    return declared.stream()
        .filter(e -> merged.stream().noneMatch(s -> has(s.endpoints(), e)))
        .toList();
  }

  private static boolean has(List<Endpoint> known, Endpoint endpoint) {
    return known.stream()
        .anyMatch(k ->
            (k.method().equals(endpoint.method()) || k.method().equals("ANY"))
                && shape(k.path()).equals(shape(endpoint.path())));
  }

  /** The path without what frameworks call its parameters. */
  private static String shape(String path) {
    String shape = PARAMETER.matcher(path.toLowerCase(Locale.ROOT)).replaceAll("{}");
    return shape.length() > 1 && shape.endsWith("/")
        ? shape.substring(0, shape.length() - 1)
        : shape;
  }

  private static Service with(
      Service s,
      Optional<Located<Integer>> port,
      Optional<Located<String>> health,
      Optional<Located<List<String>>> start,
      List<Variable> variables,
      List<Endpoint> endpoints) {
    return new Service(
        s.name(),
        s.root(),
        s.kind(),
        s.language(),
        s.languageVersion(),
        s.framework(),
        s.packageManager(),
        s.lockFile(),
        s.build(),
        start,
        s.outputDirectory(),
        port,
        s.portFromEnvironment(),
        health,
        s.readiness(),
        s.test(),
        s.lint(),
        s.systemPackages(),
        s.poolSize(),
        s.schedule(),
        variables,
        List.copyOf(endpoints),
        s.datastores(),
        s.migrations(),
        s.externalApis(),
        s.traits(),
        s.dockerfile(),
        s.evidence());
  }
}
