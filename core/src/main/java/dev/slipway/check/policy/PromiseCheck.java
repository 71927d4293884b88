package dev.slipway.check.policy;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Workload;
import dev.slipway.check.policy.Finding.Gap;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.stack.Stack;
import dev.slipway.vocabulary.Platform;
import java.util.ArrayList;
import java.util.List;

/**
 * The security settings that every design has, whatever the assessment asks for. A broken promise
 * is a mistake of ours or of a patch, never of the user's records, so each is an error with the
 * resource's address.
 */
public final class PromiseCheck {

  private PromiseCheck() {}

  /** What is broken, in the order of diagnostics. */
  public static List<Diagnostic> check(
      Blueprint blueprint, Stack main, Stack bootstrap, List<GeneratedFile> files) {
    Output output = new Output(blueprint, main, bootstrap, files);
    List<Diagnostic> broken = new ArrayList<>();
    datastores(output, broken);
    doors(output, broken);
    identities(output, broken);
    secrets(output, broken);
    delivery(output, broken);
    add(
        broken,
        "SLIP-PROMISE-PATH",
        "A workload cannot reach its datastore",
        ReachPromises.paths(output),
        "Connect the workload to the network (vpc_access).");
    add(
        broken,
        "SLIP-PROMISE-ALERT",
        "An alert says not what to do",
        alerts(output),
        "Give the policy a documentation block that names its runbook entry.");
    return broken.stream().sorted().distinct().toList();
  }

  private static void datastores(Output output, List<Diagnostic> broken) {
    add(
        broken,
        "SLIP-PROMISE-DATABASE",
        "A datastore can be reached from outside",
        seen(DatabaseMeasures.privateDatabase(output)),
        "Keep datastores on the private network only.");
    add(
        broken,
        "SLIP-PROMISE-DATABASE",
        "A database takes plain connections",
        seen(DatabaseMeasures.tls(output)),
        "Set ssl_mode to ENCRYPTED_ONLY.");
    if (output.blueprint().production().deletionProtection()) {
      add(
          broken,
          "SLIP-PROMISE-DELETION",
          "Data in production can be destroyed",
          seen(DatabaseMeasures.deletionProtection(output)),
          "Turn deletion protection on in production.");
    }
    add(
        broken,
        "SLIP-PROMISE-BUCKET",
        "A bucket can be opened to the public",
        ReachPromises.buckets(output),
        "Set uniform_bucket_level_access to true and public_access_prevention to \"enforced\".");
  }

  private static void doors(Output output, List<Diagnostic> broken) {
    boolean open =
        output.blueprint().workloads().stream()
            .anyMatch(w -> w.exposure() == Workload.Exposure.PUBLIC);
    if (open) {
      Finding tls = EdgeMeasures.tls(output);
      add(
          broken,
          "SLIP-PROMISE-TLS",
          "A public door has no modern TLS",
          output.blueprint().project().platform() == Platform.KUBERNETES ? seen(tls) : tls.gaps(),
          "Serve https only, with TLS 1.2 or newer, and redirect http.");
    }
    add(
        broken,
        "SLIP-PROMISE-PUBLIC",
        "Something private is open to everybody",
        IdentityMeasures.publicGrants(output),
        "Grant the right to the identities that need it.");
  }

  private static void identities(Output output, List<Diagnostic> broken) {
    add(
        broken,
        "SLIP-PROMISE-ROLE",
        "A basic role is granted",
        IdentityMeasures.primitiveRoles(output),
        "Grant the narrow role that the work needs.");
    add(
        broken,
        "SLIP-PROMISE-KEY",
        "A service account key is made",
        IdentityMeasures.keys(output),
        "Let workloads run as the account, and pipelines use workload identity federation.");
    add(
        broken,
        "SLIP-PROMISE-GRANT",
        "The pipeline may not grant a role that it has to",
        ReachPromises.grants(output),
        "Name the role in the condition of the deployer's projectIamAdmin grant, in"
            + " terraform/bootstrap.");
  }

  private static void secrets(Output output, List<Diagnostic> broken) {
    add(
        broken,
        "SLIP-PROMISE-SECRET",
        "A secret is written out",
        SecretMeasures.written(output),
        "Keep it in Secret Manager, and refer to it.");
    add(
        broken,
        "SLIP-PROMISE-SECRET-ACCESS",
        "A workload may not read its secret",
        ReachPromises.secretAccess(output),
        "Grant roles/secretmanager.secretAccessor on the secret to the workload's identity.");
    add(
        broken,
        "SLIP-PROMISE-STATE",
        "The Terraform state is not safe",
        ReachPromises.state(output),
        "Make the state bucket private, versioned and indestructible.");
  }

  private static void delivery(Output output, List<Diagnostic> broken) {
    add(
        broken,
        "SLIP-PROMISE-KEY",
        "The pipeline signs in with a key",
        seen(DeliveryMeasures.keyless(output)),
        "Use workload identity federation.");
    add(
        broken,
        "SLIP-PROMISE-PIN",
        "The pipeline uses something that can change under it",
        seen(DeliveryMeasures.pinned(output)),
        "Pin actions to full commit digests, and bound providers.");
    List<Gap> images = seen(DeliveryMeasures.nonRoot(output));
    add(
        broken,
        "SLIP-PROMISE-IMAGE",
        "An image runs as root",
        images.stream().filter(g -> generated(output, g.address())).toList(),
        "End the Dockerfile's last stage with a USER that is not root.");
  }

  private static boolean generated(Output output, String path) {
    return output.files().stream().anyMatch(f -> f.path().equals(path));
  }

  private static List<Gap> alerts(Output output) {
    return output.of("google_monitoring_alert_policy").stream()
        .filter(policy -> !OperationMeasures.documented(output, policy))
        .map(p ->
            new Gap(Output.name(p), Output.name(p) + " has no documentation with a runbook entry."))
        .toList();
  }

  // A design without a database breaks no promise about databases; only what is there and wrong
  // counts.
  private static List<Gap> seen(Finding finding) {
    return finding.gaps().stream().filter(gap -> !gap.address().isEmpty()).toList();
  }

  private static void add(
      List<Diagnostic> broken, String code, String summary, List<Gap> gaps, String fix) {
    for (Gap gap : gaps) {
      broken.add(Diagnostic.of(code, Severity.ERROR, gap.address(), summary, gap.sentence(), fix));
    }
  }
}
