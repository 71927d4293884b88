package dev.slipway.cloud.azure;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.stack.Stack.FileComment;
import java.util.ArrayList;
import java.util.List;

/** What stands at the top of the main stack's files. */
final class FileComments {

  private static final String BACKEND =
      """
      The backend is completed by environments/ENVIRONMENT.azurerm.tfbackend. terraform/bootstrap makes its storage
      account, registers the resource providers, and makes the identity that pulls images: apply that first, once an
      environment.\
      """;

  private static final String CLUSTER =
      """
      The cluster and the identities of its workloads are made here; the workloads themselves are Kubernetes manifests
      and are not part of this configuration.\
      """;

  private static final String IMAGES =
      """
      An app is made with the image that var.images names and keeps whatever the pipeline gives it afterwards. It is
      ready only when that image answers its health check, so the first apply wants the images.\
      """;

  private FileComments() {}

  static List<FileComment> of(Blueprint blueprint) {
    List<FileComment> comments = new ArrayList<>();
    comments.add(new FileComment(StackFiles.VERSIONS, BACKEND));
    comments.add(
        new FileComment(StackFiles.MAIN, Requirement.kubernetes(blueprint) ? CLUSTER : IMAGES));
    if (FrontDoor.privateLink(blueprint)) {
      comments.add(new FileComment(StackFiles.EDGE, approval(blueprint)));
    } else if (Domain.wanted(blueprint) && !FrontDoor.present(blueprint)) {
      comments.add(new FileComment(StackFiles.EDGE, DOMAIN));
    }
    return List.copyOf(comments);
  }

  private static final String DOMAIN =
      """
      An app takes a domain only when its DNS records are there. The first apply makes the records, or says in the output
      dns_records what to enter; set domain_ready for the next one, then bind the certificate as said below.\
      """;

  private static String approval(Blueprint blueprint) {
    StringBuilder text =
        new StringBuilder(
            """
            Front Door asks for a private link to the apps' environment, and somebody has to let it in, once:

            """);
    for (Place place : Place.all(blueprint)) {
      text.append(
              "  az network private-endpoint-connection list --type"
                  + " Microsoft.App/managedEnvironments \\\n")
          .append("    --resource-group ")
          .append(AzureNames.resource(blueprint, place.named("main")))
          .append(" --name ")
          .append(AzureNames.resource(blueprint, place.named("apps")))
          .append('\n');
    }
    return text.append("  az network private-endpoint-connection approve --id CONNECTION")
        .toString();
  }
}
