package dev.slipway.check.rule.compose;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.check.rule.compose.ComposeService.Variable;
import dev.slipway.check.rule.written.ImageName;
import dev.slipway.check.rule.written.SecretSetting;
import dev.slipway.check.rule.written.YamlFile;
import dev.slipway.document.Node;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Rules over compose files. */
public final class ComposeRules {

  private static final String TARGET = "compose service";
  private static final List<String> DANGEROUS =
      List.of("ALL", "SYS_ADMIN", "SYS_MODULE", "SYS_PTRACE");

  private static final class Registered {
    private static final RuleSet<ComposeService> RULES = rules();

    private static RuleSet<ComposeService> rules() {
      return RuleSet.<ComposeService>builder()
          .add("SLIP-COMPOSE-PRIVILEGED", ComposeRules::privileged, TARGET)
          .add("SLIP-COMPOSE-CAPABILITY", ComposeRules::capability, TARGET)
          .add("SLIP-COMPOSE-RUNTIME-SOCKET", ComposeRules::socket, TARGET)
          .add("SLIP-COMPOSE-HOST-NETWORK", ComposeRules::hostNetwork, TARGET)
          .add("SLIP-COMPOSE-IMAGE-LATEST", ComposeRules::latest, TARGET)
          .add("SLIP-COMPOSE-SECRET", ComposeRules::secret, TARGET)
          .add("SLIP-COMPOSE-DEFAULT-PASSWORD", ComposeRules::defaultPassword, TARGET)
          .add("SLIP-COMPOSE-STORE-PORT", ComposeRules::storePort, TARGET)
          .add("SLIP-COMPOSE-NO-HEALTHCHECK", ComposeRules::noHealthCheck, TARGET)
          .add("SLIP-COMPOSE-UNKNOWN-SERVICE", ComposeRules::unknownService, TARGET)
          .build();
    }
  }

  private ComposeRules() {}

  public static RuleSet<ComposeService> rules() {
    return Registered.RULES;
  }

  /** Whether a file's name is that of a compose file. */
  public static boolean isCompose(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean yaml = lower.endsWith(".yml") || lower.endsWith(".yaml");
    return yaml
        && (lower.startsWith("compose.")
            || lower.startsWith("docker-compose.")
            || lower.startsWith("docker-compose-")
            || lower.startsWith("compose-"));
  }

  /** Asks the rules about each service of a file. */
  public static void check(YamlFile file, Report report) {
    for (Node document : file.documents()) {
      document
          .get("services")
          .ifPresent(services ->
              services
                  .entries()
                  .forEach(e ->
                      rules()
                          .check(
                              TARGET,
                              new ComposeService(file, e.key(), e.value(), services),
                              report)));
    }
  }

  static void privileged(ComposeService service, Report report) {
    if (service.isTrue("privileged")) {
      service.fault(report, service.node().get("privileged").get(), "It is privileged.");
    }
  }

  static void capability(ComposeService service, Report report) {
    for (Node added : service.node().get("cap_add").map(Node::items).orElse(List.of())) {
      if (DANGEROUS.contains(added.text().orElse("").replace("CAP_", ""))) {
        service.fault(report, added, "It adds " + added.text().orElse("") + ".");
      }
    }
  }

  static void socket(ComposeService service, Report report) {
    for (Node volume : service.volumes()) {
      String source = volume.text().or(() -> volume.text("source")).orElse("");
      if (source.split(":", 2)[0].endsWith("docker.sock")) {
        service.fault(report, volume, "It mounts the socket.");
      }
    }
  }

  static void hostNetwork(ComposeService service, Report report) {
    for (String key : List.of("network_mode", "pid", "ipc")) {
      Optional<Node> at = service.node().get(key);
      if (at.flatMap(Node::text).orElse("").equals("host")) {
        service.fault(report, at.get(), "`" + key + "` is `host`.");
      }
    }
  }

  static void latest(ComposeService service, Report report) {
    Optional<ImageName> image = service.image().filter(ImageName::isUnversioned);
    boolean built = service.node().get("build").isPresent();
    if (image.isPresent() && !built) {
      service.fault(
          report,
          service.node().get("image").get(),
          "The image `" + image.get() + "` " + image.get().state() + ".");
    }
  }

  static void secret(ComposeService service, Report report) {
    for (Variable variable : service.environment()) {
      if (SecretSetting.isGiven(variable.name(), variable.value()) && !isWord(variable.value())) {
        service.fault(
            report,
            variable.at(),
            "`" + variable.name() + "` is set to " + SecretSetting.masked(variable.value()) + ".");
      }
    }
  }

  /** One word in small letters, or a usual one, as people write for their own machines. */
  private static boolean isWord(String value) {
    boolean letters = value.chars().allMatch(c -> c >= 'a' && c <= 'z' || c == '_' || c == '-');
    return SecretSetting.isOrdinary(value) || letters || value.length() < 10;
  }

  static void defaultPassword(ComposeService service, Report report) {
    for (Variable variable : service.environment()) {
      boolean given =
          SecretSetting.isGiven(variable.name(), variable.value()) && isWord(variable.value());
      if (given && service.isStore() && service.ports().stream().anyMatch(p -> isOpen(p))) {
        service.fault(
            report, variable.at(), "`" + variable.name() + "` is a word that is easily guessed.");
      }
    }
  }

  /** Whether a port is published on all addresses of the machine. */
  private static boolean isOpen(Node port) {
    Optional<String> text = port.text();
    if (text.isEmpty()) {
      String address = port.text("host_ip").orElse("0.0.0.0");
      return port.text("published").isPresent() && !isLoopback(address);
    }
    boolean published = text.get().indexOf(':') > 0 && !text.get().contains("::");
    return published && !isLoopback(text.get()) && !text.get().startsWith("$");
  }

  private static boolean isLoopback(String text) {
    return text.startsWith("127.") || text.startsWith("localhost") || text.startsWith("[::1]");
  }

  static void storePort(ComposeService service, Report report) {
    for (Node port : service.isStore() ? service.ports() : List.<Node>of()) {
      if (isOpen(port)) {
        service.fault(report, port, "The port is published on every address of the machine.");
      }
    }
  }

  static void noHealthCheck(ComposeService service, Report report) {
    for (Node dependency : service.dependencies()) {
      Optional<ComposeService> other = dependency.text().flatMap(service::other);
      String condition =
          service
              .node()
              .at("depends_on", dependency.text().orElse(""), "condition")
              .flatMap(Node::text)
              .orElse("service_started");
      boolean checked =
          other
              .map(o ->
                  !o.isStore()
                      || o.node().get("healthcheck").isPresent()
                      || o.node().get("extends").isPresent())
              .orElse(true);
      if (!checked && !condition.equals("service_completed_successfully")) {
        service.fault(
            report, dependency, "`" + dependency.text().orElse("") + "` has no `healthcheck`.");
      }
    }
  }

  /** Files of a project may add to each other; one with another name than the usual may be half. */
  static void unknownService(ComposeService service, Report report) {
    String path = service.file().path();
    String name = path.substring(path.lastIndexOf('/') + 1);
    boolean whole =
        List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml")
            .contains(name);
    boolean included =
        service.file().documents().stream().anyMatch(d -> d.get("include").isPresent());
    for (Node dependency : whole && !included ? service.dependencies() : List.<Node>of()) {
      String other = dependency.text().orElse("");
      boolean optional =
          service
              .node()
              .at("depends_on", other, "required")
              .flatMap(Node::text)
              .orElse("")
              .equals("false");
      if (!other.isEmpty() && service.other(other).isEmpty() && !optional) {
        service.fault(report, dependency, "There is no service `" + other + "`.");
      }
    }
  }
}
