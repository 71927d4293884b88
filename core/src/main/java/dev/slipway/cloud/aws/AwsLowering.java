package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Stack;
import java.util.ArrayList;
import java.util.List;

/**
 * A blueprint to the Terraform stacks that realize it on Amazon Web Services: an ordered list of
 * named passes.
 */
public final class AwsLowering {

  /** In the order in which their resources are printed within a file. */
  private static final List<Pass> PASSES =
      List.of(
          new NetworkPass(),
          new EgressPass(),
          new WorkloadGroupPass(),
          new PeeringPass(),
          new EncryptionPass(),
          new IdentityPass(),
          new RelationalPass(),
          new DocumentPass(),
          new CachePass(),
          new BucketPass(),
          new MessagingPass(),
          new SecretPass(),
          new BackupPass(),
          new ClusterPass(),
          new ServicePass(),
          new ScalingPass(),
          new JobPass(),
          new FunctionPass(),
          new KubernetesPass(),
          new BalancerPass(),
          new ApiPass(),
          new DeploymentPass(),
          new FirewallPass(),
          new CertificatePass(),
          new EdgePass(),
          new MonitoringPass(),
          new BudgetPass(),
          new AuditPass());

  private AwsLowering() {}

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
