package dev.slipway.cloud.azure;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Stack;
import java.util.ArrayList;
import java.util.List;

/**
 * A blueprint to the Terraform stacks that realize it on Microsoft Azure: an ordered list of named
 * passes.
 */
public final class AzureLowering {

  /** In the order in which their resources are printed within a file. */
  private static final List<Pass> PASSES =
      List.of(
          new NetworkPass(),
          new IdentityPass(),
          new AppEnvironmentPass(),
          new VaultPass(),
          new EncryptionPass(),
          new RelationalPass(),
          new CachePass(),
          new DocumentPass(),
          new BucketPass(),
          new MessagingPass(),
          new BackupPass(),
          new SecretPass(),
          new ServicePass(),
          new WorkerPass(),
          new JobPass(),
          new FunctionPass(),
          new ClusterPass(),
          new EdgePass(),
          new FirewallPass(),
          new DomainPass(),
          new DnsPass(),
          new MonitoringPass(),
          new DiagnosticsPass(),
          new AuditPass(),
          new BudgetPass());

  private AzureLowering() {}

  /** What runs and costs, without what is set up by hand before it. */
  public static Stack main(Blueprint blueprint) {
    List<StackPart> parts = new ArrayList<>();
    PASSES.forEach(pass -> parts.add(pass.lower(blueprint)));
    return MainStack.of(blueprint, parts);
  }

  /** What is set up by hand before anything can run. */
  public static Stack bootstrap(Blueprint blueprint) {
    return BootstrapStack.of(blueprint, main(blueprint));
  }

  /** The names of the passes, in order. */
  public static List<String> passes() {
    return PASSES.stream().map(Pass::name).toList();
  }

  /** The stack as it is with the parts of one pass only, to look at. */
  public static Stack dump(Blueprint blueprint, String pass) {
    return MainStack.of(
        blueprint,
        PASSES.stream().filter(p -> p.name().equals(pass)).map(p -> p.lower(blueprint)).toList());
  }
}
