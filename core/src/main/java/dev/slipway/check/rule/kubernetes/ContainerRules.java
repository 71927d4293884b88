package dev.slipway.check.rule.kubernetes;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.check.rule.kubernetes.Pod.Container;
import dev.slipway.check.rule.written.ImageName;
import dev.slipway.check.rule.written.SecretSetting;
import dev.slipway.document.Node;
import java.util.List;
import java.util.Optional;

/** What containers may do and what they are given. */
final class ContainerRules {

  private static final List<String> DANGEROUS =
      List.of(
          "ALL",
          "SYS_ADMIN",
          "SYS_MODULE",
          "SYS_PTRACE",
          "SYS_RAWIO",
          "DAC_READ_SEARCH",
          "SYS_BOOT",
          "BPF");

  private ContainerRules() {}

  static void register(RuleSet.Builder<Manifest> rules) {
    String[] workloads = KubernetesRules.workloads();
    rules
        .add("SLIP-K8S-PRIVILEGED", each(ContainerRules::privileged), workloads)
        .add("SLIP-K8S-PRIVILEGE-ESCALATION", each(ContainerRules::escalation), workloads)
        .add("SLIP-K8S-RUN-AS-ROOT", each(ContainerRules::root), workloads)
        .add("SLIP-K8S-CAPABILITIES-KEPT", each(ContainerRules::capabilitiesKept), workloads)
        .add("SLIP-K8S-CAPABILITY-ADDED", each(ContainerRules::capabilityAdded), workloads)
        .add("SLIP-K8S-WRITABLE-ROOT", each(ContainerRules::writableRoot), workloads)
        .add("SLIP-K8S-SECCOMP", each(ContainerRules::seccomp), workloads)
        .add("SLIP-K8S-IMAGE-LATEST", each(ContainerRules::latest), workloads)
        .add("SLIP-K8S-HOST-PORT", each(ContainerRules::hostPort), workloads)
        .add("SLIP-K8S-SECRET-ENV", each(ContainerRules::secretEnv), workloads)
        .add("SLIP-K8S-MEMORY-LIMIT", running(ContainerRules::memoryLimit), workloads)
        .add("SLIP-K8S-REQUESTS", running(ContainerRules::requests), workloads)
        .add("SLIP-K8S-PROBE-PORT", running(ContainerRules::probePort), workloads);
  }

  /** Looks at one container. */
  private interface ContainerTest {
    void check(Container container, Manifest manifest, Report report);
  }

  private static dev.slipway.check.rule.Rule.Test<Manifest> each(ContainerTest test) {
    return (manifest, report) ->
        manifest
            .pod()
            .map(Pod::all)
            .orElse(List.of())
            .forEach(c -> test.check(c, manifest, report));
  }

  private static dev.slipway.check.rule.Rule.Test<Manifest> running(ContainerTest test) {
    return (manifest, report) ->
        manifest
            .pod()
            .map(Pod::containers)
            .orElse(List.of())
            .forEach(c -> test.check(c, manifest, report));
  }

  static void privileged(Container container, Manifest manifest, Report report) {
    Optional<Node> at = container.node().at("securityContext", "privileged");
    if (at.flatMap(Node::text).orElse("").equals("true")) {
      manifest.fault(report, at.get(), container.words() + " is privileged.");
    }
  }

  private static boolean isPrivileged(Container container) {
    return container.security("privileged").orElse("").equals("true");
  }

  static void escalation(Container container, Manifest manifest, Report report) {
    boolean off = container.security("allowPrivilegeEscalation").orElse("").equals("false");
    if (!off && !isPrivileged(container) && !container.pod().isWindows()) {
      manifest.fault(
          report,
          container.node(),
          container.words() + " does not set `allowPrivilegeEscalation: false`.");
    }
  }

  static void root(Container container, Manifest manifest, Report report) {
    Optional<String> user = container.securityOrPod("runAsUser");
    boolean nonRoot = container.securityOrPod("runAsNonRoot").orElse("").equals("true");
    boolean another = user.map(u -> !u.equals("0")).orElse(false);
    boolean root = user.map(u -> u.equals("0")).orElse(false);
    if ((root || !nonRoot && !another) && !container.pod().isWindows()) {
      manifest.fault(
          report,
          container.node(),
          container.words()
              + (root ? " runs as user 0." : " does not set `runAsNonRoot` or `runAsUser`."));
    }
  }

  private static List<String> capabilities(Container container, String list) {
    return container
        .node()
        .at("securityContext", "capabilities", list)
        .map(Node::texts)
        .orElse(List.of())
        .stream()
        .map(c -> c.startsWith("CAP_") ? c.substring(4) : c)
        .toList();
  }

  static void capabilitiesKept(Container container, Manifest manifest, Report report) {
    boolean dropped =
        capabilities(container, "drop").stream().anyMatch(c -> c.equalsIgnoreCase("ALL"));
    if (!dropped && !isPrivileged(container) && !container.pod().isWindows()) {
      manifest.fault(
          report, container.node(), container.words() + " does not drop all capabilities.");
    }
  }

  static void capabilityAdded(Container container, Manifest manifest, Report report) {
    for (Node added :
        container
            .node()
            .at("securityContext", "capabilities", "add")
            .map(Node::items)
            .orElse(List.of())) {
      String name = added.text().orElse("");
      String plain = name.startsWith("CAP_") ? name.substring(4) : name;
      if (DANGEROUS.contains(plain)) {
        manifest.fault(report, added, container.words() + " adds " + plain + ".");
      }
    }
  }

  static void writableRoot(Container container, Manifest manifest, Report report) {
    boolean on = container.security("readOnlyRootFilesystem").orElse("").equals("true");
    if (!on && !container.pod().isWindows()) {
      manifest.fault(
          report,
          container.node(),
          container.words() + " does not set `readOnlyRootFilesystem: true`.");
    }
  }

  static void seccomp(Container container, Manifest manifest, Report report) {
    String own = type(container.node());
    String profile = own.isEmpty() ? type(container.pod().spec()) : own;
    boolean old =
        manifest
            .node()
            .descendants()
            .anyMatch(n -> n.get("seccomp.security.alpha.kubernetes.io/pod").isPresent());
    boolean missing = profile.isEmpty() || profile.equals("Unconfined");
    if (missing && !old && !isPrivileged(container) && !container.pod().isWindows()) {
      manifest.fault(
          report, container.node(), container.words() + " runs without a seccomp profile.");
    }
  }

  private static String type(Node node) {
    return node.at("securityContext", "seccompProfile", "type").flatMap(Node::text).orElse("");
  }

  static void latest(Container container, Manifest manifest, Report report) {
    Optional<Node> at = container.node().get("image");
    Optional<ImageName> image = at.flatMap(Node::text).flatMap(ImageName::read);
    boolean elsewhere = image.map(i -> manifest.cluster().setsVersion(i.name())).orElse(false);
    if (image.map(ImageName::isUnversioned).orElse(false) && !elsewhere) {
      manifest.fault(
          report,
          at.orElse(container.node()),
          "The image of `" + container.name() + "` " + image.get().state() + ".");
    }
  }

  static void hostPort(Container container, Manifest manifest, Report report) {
    for (Node port : container.node().get("ports").map(Node::items).orElse(List.of())) {
      boolean taken = port.text("hostPort").filter(p -> !p.equals("0")).isPresent();
      if (taken && !container.pod().is("hostNetwork", "true")) {
        manifest.fault(
            report,
            manifest.file().place(port, "hostPort"),
            container.words() + " takes a port of the node.");
      }
    }
  }

  static void secretEnv(Container container, Manifest manifest, Report report) {
    for (Node variable : container.node().get("env").map(Node::items).orElse(List.of())) {
      String name = variable.text("name").orElse("");
      String value = variable.text("value").orElse("");
      if (SecretSetting.isGiven(name, value)) {
        manifest.fault(
            report,
            manifest.file().place(variable, "value"),
            "`" + name + "` is set to " + SecretSetting.masked(value) + " here.");
      }
    }
  }

  private static boolean hasDefaults(Manifest manifest) {
    return manifest.cluster().hasBeside(manifest, "LimitRange");
  }

  static void memoryLimit(Container container, Manifest manifest, Report report) {
    if (container.resource("limits", "memory").isEmpty() && !hasDefaults(manifest)) {
      manifest.fault(report, container.node(), container.words() + " has no limit of memory.");
    }
  }

  static void requests(Container container, Manifest manifest, Report report) {
    for (String resource : List.of("cpu", "memory")) {
      boolean missing =
          container.resource("requests", resource).isEmpty()
              && container.resource("limits", resource).isEmpty();
      if (missing && !hasDefaults(manifest)) {
        manifest.fault(
            report, container.node(), container.words() + " requests no " + resource + ".");
      }
    }
  }

  static void probePort(Container container, Manifest manifest, Report report) {
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      for (String sort : List.of("httpGet", "tcpSocket")) {
        Optional<Node> port = container.node().at(probe, sort, "port");
        String name = port.flatMap(Node::text).orElse("");
        boolean named = !name.isEmpty() && Manifest.number(name) < 0;
        if (named && !container.ports("name").contains(name)) {
          manifest.fault(
              report,
              port.get(),
              container.words()
                  + " has no port with the name `"
                  + name
                  + "`, which the "
                  + probe
                  + " asks.");
        }
      }
    }
  }
}
