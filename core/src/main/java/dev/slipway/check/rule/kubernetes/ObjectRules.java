package dev.slipway.check.rule.kubernetes;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.check.rule.written.SecretSetting;
import dev.slipway.check.secret.SecretValue;
import dev.slipway.document.Node;
import dev.slipway.document.Node.Entry;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Secrets among objects, and objects that clusters do not take any more. */
final class ObjectRules {

  /** Keys of Secrets whose values everybody may know. */
  private static final List<String> HARMLESS =
      List.of(
          "user",
          "username",
          "host",
          "hostname",
          "port",
          "database",
          "db",
          "name",
          "dbname",
          "namespace",
          "ca.crt",
          "region",
          "type",
          "url",
          "tls.crt",
          "server",
          "endpoint",
          "project");

  private ObjectRules() {}

  static void register(RuleSet.Builder<Manifest> rules) {
    rules
        .add("SLIP-K8S-SECRET-IN-FILE", ObjectRules::secret, "Secret")
        .add("SLIP-K8S-CONFIGMAP-SECRET", ObjectRules::configMap, "ConfigMap")
        .add(
            "SLIP-K8S-DEFAULT-NAMESPACE",
            ObjectRules::defaultNamespace,
            Stream.concat(Manifest.WORKLOADS.stream(), Stream.of("Service", "ConfigMap", "Ingress"))
                .toArray(String[]::new))
        .add(
            "SLIP-K8S-REMOVED-API",
            ObjectRules::removed,
            "Deployment",
            "DaemonSet",
            "StatefulSet",
            "ReplicaSet",
            "Ingress",
            "IngressClass",
            "NetworkPolicy",
            "PodSecurityPolicy",
            "PodDisruptionBudget",
            "CronJob",
            "HorizontalPodAutoscaler",
            "CustomResourceDefinition",
            "Role",
            "ClusterRole",
            "RoleBinding",
            "ClusterRoleBinding",
            "PriorityClass",
            "CSIDriver",
            "ValidatingWebhookConfiguration",
            "MutatingWebhookConfiguration");
  }

  private static List<Entry> entries(Manifest manifest, String key) {
    return manifest.node().get(key).map(Node::entries).orElse(List.of());
  }

  /** Said once for an object, at the first of its values. */
  static void secret(Manifest secret, Report report) {
    boolean sealed = secret.node().get("sops").isPresent();
    for (String key : sealed ? List.<String>of() : List.of("data", "stringData")) {
      List<Entry> readable = entries(secret, key).stream().filter(e -> isReadable(key, e)).toList();
      if (!readable.isEmpty()) {
        secret.fault(
            report,
            secret.file().place(readable.getFirst()),
            readable.size() == 1
                ? "The value of `" + readable.getFirst().key() + "` can be read here."
                : "The values of "
                    + readable.size()
                    + " keys can be read here, `"
                    + readable.getFirst().key()
                    + "` among them.");
      }
    }
  }

  private static boolean isReadable(String section, Entry entry) {
    String text = entry.value().text().orElse("");
    String value = section.equals("data") ? decoded(text) : text;
    String key = entry.key().toLowerCase(Locale.ROOT);
    boolean harmless =
        HARMLESS.contains(key)
            || key.endsWith("username")
            || key.endsWith("username_in")
            || key.endsWith("address")
            || key.endsWith("accountname");
    return !harmless && (isSecret(value) || value.indexOf('\n') > 0 && holdsSecret(value));
  }

  private static boolean holdsSecret(String document) {
    return document.contains("PRIVATE KEY-----") && document.length() > 200;
  }

  private static boolean isSecret(String value) {
    String text = value.strip();
    return text.length() >= 4
        && text.indexOf(' ') < 0
        && text.indexOf('\n') < 0
        && !SecretValue.isReference(text)
        && !SecretValue.isPlaceholder(text);
  }

  /** Text that is no base64 stays as it is; a template engine may be meant to fill it. */
  private static String decoded(String text) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(text.strip());
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException noBase64) {
      return "";
    }
  }

  static void configMap(Manifest map, Report report) {
    for (Entry entry : entries(map, "data")) {
      String value = entry.value().text().orElse("");
      if (SecretSetting.isGiven(entry.key(), value)) {
        map.fault(
            report,
            map.file().place(entry),
            "`" + entry.key() + "` is set to " + SecretSetting.masked(value) + " here.");
      }
    }
  }

  static void defaultNamespace(Manifest manifest, Report report) {
    Optional<Node> at = manifest.node().at("metadata", "namespace");
    if (manifest.namespace().orElse("").equals("default")) {
      manifest.fault(report, at.get(), "It is put into the namespace `default`.");
    }
  }

  static void removed(Manifest manifest, Report report) {
    String version = manifest.apiVersion();
    boolean gone =
        switch (version) {
          case "extensions/v1beta1",
              "apps/v1beta1",
              "apps/v1beta2",
              "networking.k8s.io/v1beta1",
              "policy/v1beta1",
              "batch/v1beta1",
              "batch/v2alpha1",
              "autoscaling/v2beta1",
              "autoscaling/v2beta2",
              "apiextensions.k8s.io/v1beta1",
              "rbac.authorization.k8s.io/v1alpha1",
              "rbac.authorization.k8s.io/v1beta1",
              "scheduling.k8s.io/v1beta1",
              "storage.k8s.io/v1beta1",
              "admissionregistration.k8s.io/v1beta1" ->
              true;
          default -> false;
        };
    if (gone) {
      manifest.fault(
          report,
          manifest.node().get("apiVersion").get(),
          "No supported version of Kubernetes serves `" + version + "` for it.");
    }
  }
}
