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
    CloudMeasures cloud = CloudMeasures.of(blueprint.project().cloud());
    List<Diagnostic> broken = new ArrayList<>();
    datastores(cloud, output, broken);
    doors(cloud, output, broken);
    identities(cloud, output, broken);
    secrets(cloud, output, broken);
    delivery(cloud, output, broken);
    add(
        broken,
        "SLIP-PROMISE-PATH",
        "A workload cannot reach its datastore",
        cloud.paths(output),
        "Connect the workload to the datastore's network.");
    add(
        broken,
        "SLIP-PROMISE-ALERT",
        "An alert says not what to do",
        cloud.undocumentedAlerts(output),
        "Let the alert name its runbook entry.");
    return broken.stream().sorted().distinct().toList();
  }

  private static void datastores(CloudMeasures cloud, Output output, List<Diagnostic> broken) {
    add(
        broken,
        "SLIP-PROMISE-DATABASE",
        "A datastore can be reached from outside",
        seen(cloud.privateDatabase(output)),
        "Keep datastores on the private network only.");
    add(
        broken,
        "SLIP-PROMISE-DATABASE",
        "A database takes plain connections",
        seen(cloud.databaseTls(output)),
        "Let the database refuse connections without TLS.");
    if (output.blueprint().production().deletionProtection()) {
      add(
          broken,
          "SLIP-PROMISE-DELETION",
          "Data in production can be destroyed",
          seen(cloud.deletionProtection(output)),
          "Turn deletion protection on in production.");
    }
    add(
        broken,
        "SLIP-PROMISE-BUCKET",
        "A bucket can be opened to the public",
        cloud.openBuckets(output),
        "Block public access on the bucket, by rights and by lists alike.");
  }

  private static void doors(CloudMeasures cloud, Output output, List<Diagnostic> broken) {
    boolean open =
        output.blueprint().workloads().stream()
            .anyMatch(w -> w.exposure() == Workload.Exposure.PUBLIC);
    if (open) {
      Finding tls = cloud.encryptedDoors(output);
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
        cloud.publicGrants(output),
        "Grant the right to the identities that need it.");
  }

  private static void identities(CloudMeasures cloud, Output output, List<Diagnostic> broken) {
    add(
        broken,
        "SLIP-PROMISE-ROLE",
        "A right to everything is granted",
        cloud.broadRoles(output),
        "Grant the narrow role that the work needs.");
    add(
        broken,
        "SLIP-PROMISE-KEY",
        "A key that does not end is made",
        cloud.longLivedKeys(output),
        "Let workloads and pipelines use identities with short-lived tokens.");
    add(
        broken,
        "SLIP-PROMISE-GRANT",
        "The pipeline may not grant a role that it has to",
        cloud.pipelineRights(output),
        "Let the deployer grant it, in terraform/bootstrap.");
  }

  private static void secrets(CloudMeasures cloud, Output output, List<Diagnostic> broken) {
    add(
        broken,
        "SLIP-PROMISE-SECRET",
        "A secret is written out",
        cloud.writtenSecrets(output),
        "Keep it in the secret store, and refer to it.");
    add(
        broken,
        "SLIP-PROMISE-SECRET-ACCESS",
        "A workload may not read its secret",
        cloud.secretAccess(output),
        "Grant the workload's identity the right to read the secret.");
    add(
        broken,
        "SLIP-PROMISE-STATE",
        "The Terraform state is not safe",
        cloud.state(output),
        "Make the place of the state private, versioned and indestructible.");
  }

  private static void delivery(CloudMeasures cloud, Output output, List<Diagnostic> broken) {
    add(
        broken,
        "SLIP-PROMISE-KEY",
        "The pipeline signs in with a key",
        seen(cloud.keyless(output)),
        "Let the pipeline exchange its run's own statement for a short-lived token.");
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
