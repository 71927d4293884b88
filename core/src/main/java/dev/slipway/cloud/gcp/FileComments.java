package dev.slipway.cloud.gcp;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
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
            apply that first, once an environment.\
            """));
    if (Requirement.kubernetes(blueprint)) {
      comments.add(
          new FileComment(
              StackFiles.MAIN,
              """
              The cluster and the identities of its workloads are made here; the workloads themselves are Kubernetes
              manifests and are not part of this configuration.\
              """));
    }
    List<String> filled = filledByAPerson(blueprint);
    if (!filled.isEmpty()) {
      comments.add(
          new FileComment(
              StackFiles.SECRETS,
              firstApply(filled)
                  + (SecretRotation.wanted(blueprint) && !Requirement.customerManagedKeys(blueprint)
                      ? REMINDER
                      : "")));
    }
    if (Requirement.customerManagedKeys(blueprint)) {
      comments.add(new FileComment(StackFiles.ENCRYPTION, AGENTS));
    }
    return List.copyOf(comments);
  }

  private static final String REMINDER =
      """


      Reminders to renew them are sent by Secret Manager's own agent, which Google makes only when it is asked to, once
      a project and before the first apply:

        gcloud beta services identity create --service=secretmanager.googleapis.com --project=PROJECT\
      """;

  private static final String AGENTS =
      """
      The right to use a key goes to a service's own agent, which Google makes only when it is asked to. Before the first
      apply, for each of sqladmin.googleapis.com, secretmanager.googleapis.com, redis.googleapis.com,
      firestore.googleapis.com and pubsub.googleapis.com that is in use:

        gcloud beta services identity create --service=SERVICE --project=PROJECT\
      """;

  /** The secrets that nothing here fills, in order. */
  private static List<String> filledByAPerson(Blueprint blueprint) {
    List<String> names = new ArrayList<>();
    blueprint.secrets().forEach(secret -> names.add(secret.name()));
    for (DatastoreSecrets.UrlSecret url : DatastoreSecrets.of(blueprint)) {
      if (!(url.datastore() instanceof Datastore.Cache)) {
        names.add(url.secret());
      }
    }
    return names;
  }

  private static String firstApply(List<String> names) {
    StringBuilder text =
        new StringBuilder(
            """
            Secrets are made empty. A workload does not start before the ones that it reads have a version, so the first apply
            of an environment makes them alone, and the next one everything else:

              terraform apply -var-file=environments/ENVIRONMENT.tfvars\
            """);
    for (String name : names) {
      text.append(" \\\n    -target=").append(GcpAddresses.secret(name));
    }
    return text.append("\n  gcloud secrets versions add SECRET --data-file=- --project=PROJECT")
        .toString();
  }
}
