package dev.slipway.cloud.gcp;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.stack.Stack.FileComment;
import java.util.ArrayList;
import java.util.List;

/** What stands at the top of the main stack's files. */
final class FileComments {

  private FileComments() {}

  static List<FileComment> of(Blueprint blueprint) {
    List<FileComment> comments = new ArrayList<>();
    comments.add(
        new FileComment(
            StackFiles.VERSIONS,
            """
            The backend is completed by environments/ENVIRONMENT.gcs.tfbackend. terraform/bootstrap makes its bucket:
            apply that first, once an environment."""));
    if (Requirement.kubernetes(blueprint)) {
      comments.add(
          new FileComment(
              StackFiles.MAIN,
              """
              The cluster and the identities of its workloads are made here; the workloads themselves are Kubernetes
              manifests and are not part of this configuration."""));
    }
    return List.copyOf(comments);
  }
}
