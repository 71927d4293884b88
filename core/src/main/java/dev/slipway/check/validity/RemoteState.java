package dev.slipway.check.validity;

import dev.slipway.check.validity.EvaluatedBody.Argument;
import dev.slipway.diagnostic.Suggestion;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What Terraform says of {@code data "terraform_remote_state"}: the backend and what is given to
 * it. A {@code backend} block is not looked at before {@code terraform init}.
 *
 * <p>The names are those that Terraform 1.11 took when it was asked for each.
 */
final class RemoteState {

  static final String TYPE = "terraform_remote_state";

  private static final List<String> GONE =
      List.of("artifactory", "etcd", "etcdv3", "manta", "swift");

  /** Backends with their arguments; without any where these are not known for certain. */
  private static final Map<String, List<String>> BACKENDS = new TreeMap<>();

  /** What they cannot do without. */
  private static final Map<String, List<String>> REQUIRED = new TreeMap<>();

  static {
    backend(
        "s3",
        "access_key acl allowed_account_ids assume_role assume_role_with_web_identity bucket"
            + " custom_ca_bundle dynamodb_endpoint dynamodb_table ec2_metadata_service_endpoint"
            + " ec2_metadata_service_endpoint_mode encrypt endpoint endpoints"
            + " forbidden_account_ids force_path_style http_proxy https_proxy iam_endpoint"
            + " insecure key kms_key_id max_retries no_proxy profile region retry_mode secret_key"
            + " shared_config_files shared_credentials_file shared_credentials_files"
            + " skip_credentials_validation skip_metadata_api_check skip_region_validation"
            + " skip_requesting_account_id skip_s3_checksum sse_customer_key sts_endpoint"
            + " sts_region token use_dualstack_endpoint use_fips_endpoint use_lockfile"
            + " use_path_style workspace_key_prefix",
        "bucket",
        "key");
    backend(
        "gcs",
        "access_token bucket credentials encryption_key impersonate_service_account"
            + " impersonate_service_account_delegates kms_encryption_key prefix"
            + " storage_custom_endpoint",
        "bucket");
    backend(
        "azurerm",
        "access_key ado_pipeline_service_connection_id client_certificate"
            + " client_certificate_password client_certificate_path client_id client_id_file_path"
            + " client_secret client_secret_file_path container_name endpoint environment key"
            + " lookup_blob_endpoint metadata_host msi_endpoint oidc_request_token"
            + " oidc_request_url oidc_token oidc_token_file_path resource_group_name sas_token"
            + " snapshot storage_account_name subscription_id tenant_id use_aks_workload_identity"
            + " use_azuread_auth use_cli use_msi use_oidc",
        "container_name",
        "key",
        "storage_account_name");
    backend("local", "path workspace_dir");
    backend("remote", "hostname organization token workspaces");
    backend("cloud", "hostname organization token workspaces");
    backend(
        "pg",
        "conn_str schema_name skip_index_creation skip_schema_creation" + " skip_table_creation");
    backend(
        "http",
        "address client_ca_certificate_pem client_certificate_pem client_private_key_pem"
            + " lock_address lock_method password retry_max retry_wait_max retry_wait_min"
            + " skip_cert_verification unlock_address unlock_method update_method username");
    backend(
        "consul",
        "access_token address ca_file cert_file datacenter gzip http_auth key_file lock path"
            + " scheme",
        "path");
    List.of("cos", "inmem", "kubernetes", "oss").forEach(name -> backend(name, ""));
  }

  private final BodyProblems problems;

  RemoteState(BodyProblems problems) {
    this.problems = problems;
  }

  private static void backend(String name, String arguments, String... required) {
    BACKENDS.put(name, arguments.isEmpty() ? List.of() : List.of(arguments.split(" ")));
    REQUIRED.put(name, List.of(required));
  }

  void check(EvaluatedBody body) {
    Optional<Argument> backend = body.argument("backend").filter(found -> isText(found.value()));
    if (backend.isEmpty() || !body.isWhollyKnown()) {
      return; // Terraform waits for what is not known before it asks for the backend
    }
    String name = backend.get().value().text();
    if (!BACKENDS.containsKey(name)) {
      unknown(name, backend.get());
      return;
    }
    Optional<Argument> config = body.argument("config");
    Value given = config.map(Argument::value).orElse(Value.NULL);
    config(name, given, config.orElse(backend.get()));
  }

  private static boolean isText(Value value) {
    return value.isKnown() && value.isText();
  }

  private void unknown(String name, Argument backend) {
    problems.error(
        "VALUE",
        backend.valueRange(),
        "There is no backend `" + name + "`",
        GONE.contains(name)
            ? "Terraform has not had it since version 1.3."
            : "Terraform does not know it." + Suggestion.sentence(name, BACKENDS.keySet()),
        "Name a backend that Terraform has: " + String.join(", ", BACKENDS.keySet()) + ".");
  }

  private void config(String name, Value given, Argument place) {
    if (!given.isNull() && !given.hasFields()) {
      problems.error(
          "TYPE",
          place.valueRange(),
          "`config` is no object",
          "The backend `" + name + "` takes named values.",
          "Write `config = { … }`.");
      return;
    }
    Map<String, Value> fields = given.isNull() ? Map.of() : given.fields();
    List<String> known = BACKENDS.getOrDefault(name, List.of());
    for (String field : fields.keySet()) {
      if (!known.isEmpty() && !known.contains(field)) {
        problems.error(
            "ARGUMENT-UNKNOWN",
            place.valueRange(),
            "No argument `" + field + "`",
            "The backend `" + name + "` does not know it." + Suggestion.sentence(field, known),
            "Correct the name or remove it.");
        return;
      }
    }
    missing(name, fields, place);
  }

  private void missing(String name, Map<String, Value> fields, Argument place) {
    List<String> missing = new ArrayList<>(REQUIRED.getOrDefault(name, List.of()));
    missing.removeIf(field -> fields.containsKey(field) && !fields.get(field).isNull());
    if (!missing.isEmpty()) {
      problems.error(
          "ARGUMENT-MISSING",
          place.valueRange(),
          "`" + missing.getFirst() + "` is missing",
          "The backend `" + name + "` cannot do without it.",
          "Add it to `config`.");
    }
  }
}
