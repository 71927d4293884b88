package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress.Mode;
import java.util.List;
import java.util.Optional;

/**
 * The most that any role made by the pipeline can do, whatever its own policies say. Only with it
 * on them may the pipeline make roles, so that it cannot make itself more powerful by making one.
 */
final class PermissionsBoundary {

  /** Apart from everything that the main stack makes, so that no right on those reaches it. */
  static final String PATH = "/pipeline/";

  private PermissionsBoundary() {}

  static String name(Blueprint blueprint) {
    return AwsNames.role(blueprint, "boundary");
  }

  static Expression arn(Blueprint blueprint) {
    return template("arn:aws:iam::", var("account_id"), ":policy" + PATH + name(blueprint));
  }

  /** The same resources, each role among them within the boundary. */
  static List<Resource> around(Blueprint blueprint, List<Resource> resources) {
    return resources.stream().map(r -> within(blueprint, r)).toList();
  }

  private static Resource within(Blueprint blueprint, Resource resource) {
    boolean role =
        resource.address().mode() == Mode.MANAGED
            && resource.address().type().equals("aws_iam_role");
    if (!role || resource.body().argument("permissions_boundary").isPresent()) {
      return resource;
    }
    Body.Builder body = Body.builder();
    resource.body().items().forEach(body::add);
    body.add(new Body.Argument("permissions_boundary", arn(blueprint), "", Optional.empty()));
    return new Resource(
        resource.address(),
        resource.file(),
        resource.comment(),
        resource.meta(),
        body.build(),
        resource.provenance());
  }
}
