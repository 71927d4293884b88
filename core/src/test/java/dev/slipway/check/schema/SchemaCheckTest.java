package dev.slipway.check.schema;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.terraform.StackFixtures;
import dev.slipway.emit.terraform.TerraformEmitter;
import dev.slipway.oracle.Tool;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expressions;
import dev.slipway.stack.InputVariable;
import dev.slipway.stack.LocalValue;
import dev.slipway.stack.OutputValue;
import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import dev.slipway.stack.VariableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaCheckTest {

  @TempDir Path folder;

  private static List<String> codes(Stack stack) {
    return SchemaCheck.check(stack).stream().map(Diagnostic::code).distinct().toList();
  }

  private static Body.Builder service() {
    return Body.builder()
        .set("name", "api")
        .set("location", "europe-west1")
        .block(
            "template",
            Body.builder().block("containers", Body.builder().set("image", "example/api:1")));
  }

  private static Resource run(Body.Builder body) {
    return StackFixtures.resource("google_cloud_run_v2_service", "api", body);
  }

  @Test
  void acceptsAValidService() {
    assertThat(SchemaCheck.check(StackFixtures.of(run(service())))).isEmpty();
  }

  @Test
  void namesWhatWasMeantByAnUnknownArgument() {
    List<Diagnostic> found = SchemaCheck.check(StackFixtures.of(run(service().set("ingres", "x"))));
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().code()).isEqualTo("SLIP-TF-ARGUMENT-UNKNOWN");
    assertThat(found.getFirst().address()).contains("google_cloud_run_v2_service.api");
    assertThat(found.getFirst().detail()).contains("Did you mean `ingress`?");
  }

  @Test
  void findsWhatIsMissingTooManyMistypedOrComputed() {
    assertThat(codes(StackFixtures.of(run(Body.builder().set("name", "api")))))
        .containsExactly("SLIP-TF-ARGUMENT-MISSING", "SLIP-TF-BLOCK-COUNT");
    assertThat(codes(StackFixtures.of(run(service().block("template", Body.builder())))))
        .containsExactly("SLIP-TF-BLOCK-COUNT");
    assertThat(codes(StackFixtures.of(run(service().set("labels", list(text("a")))))))
        .containsExactly("SLIP-TF-TYPE");
    assertThat(codes(StackFixtures.of(run(service().set("deletion_protection", "maybe")))))
        .containsExactly("SLIP-TF-TYPE");
    assertThat(codes(StackFixtures.of(run(service().set("uri", "x")))))
        .containsExactly("SLIP-TF-ARGUMENT-COMPUTED");
    assertThat(codes(StackFixtures.of(run(service().set("name", "api")))))
        .containsExactly("SLIP-TF-ARGUMENT-DUPLICATE");
    assertThat(codes(StackFixtures.of(run(service().set("scaling", "x")))))
        .containsExactly("SLIP-TF-ARGUMENT-UNKNOWN");
    assertThat(
            codes(
                StackFixtures.of(
                    StackFixtures.resource("google_cloud_run_v3", "a", Body.builder()))))
        .containsExactly("SLIP-TF-RESOURCE-UNKNOWN");
  }

  @Test
  void refusesValuesThatTheProviderRefuses() {
    assertThat(codes(StackFixtures.of(run(service().set("ingress", "INGRESS_TRAFFIC_EVERYONE")))))
        .containsExactly("SLIP-TF-VALUE");
    assertThat(codes(StackFixtures.of(run(service().set("name", "Not_A_Name")))))
        .contains("SLIP-TF-ARGUMENT-DUPLICATE", "SLIP-TF-NAME");
  }

  @Test
  void followsReferencesIntoTypes() {
    Resource service = run(service());
    Stack good =
        withOutput(
            service,
            ref("google_cloud_run_v2_service.api.template")
                .at(number(0))
                .dot("containers")
                .at(number(0))
                .dot("image"));
    assertThat(SchemaCheck.check(good)).isEmpty();
    assertThat(codes(withOutput(service, ref("google_cloud_run_v2_service.api.urll"))))
        .containsExactly("SLIP-TF-REFERENCE");
    assertThat(
            codes(withOutput(service, ref("google_cloud_run_v2_service.api.template.containers"))))
        .containsExactly("SLIP-TF-REFERENCE");
    assertThat(codes(withOutput(service, ref("google_cloud_run_v2_service.apis.uri"))))
        .containsExactly("SLIP-TF-REFERENCE");
    assertThat(codes(withOutput(service, var("missing")))).containsExactly("SLIP-TF-REFERENCE");
    assertThat(codes(withOutput(service, call("lenght", text("x")))))
        .containsExactly("SLIP-TF-FUNCTION");
    assertThat(codes(withOutput(service, call("length")))).containsExactly("SLIP-TF-FUNCTION");
    assertThat(codes(withOutput(service, ref("each.key")))).containsExactly("SLIP-TF-REFERENCE");
    Resource counted =
        StackFixtures.resource(
            "google_cloud_run_v2_service",
            "api",
            service(),
            Resource.Meta.NONE.withCount(number(2)));
    assertThat(codes(withOutput(counted, ref("google_cloud_run_v2_service.api.uri"))))
        .containsExactly("SLIP-TF-REFERENCE");
    assertThat(
            codes(
                withOutput(
                    counted, ref("google_cloud_run_v2_service.api").at(number(0)).dot("uri"))))
        .isEmpty();
  }

  private static Stack withOutput(Resource resource, Expression value) {
    return StackFixtures.of(
        List.of(),
        List.of(),
        List.of(resource),
        List.of(new OutputValue("o", "outputs.tf", value, "An output.", false, StackFixtures.WHY)),
        List.of());
  }

  /** Validate leaves this to the plan, where it fails. */
  @Test
  void findsAReferenceOfTheWrongType() {
    Body.Builder other =
        task().set("cpu", ref("aws_ecs_task_definition.good.requires_compatibilities"));
    Map<String, Body.Builder> cases = new LinkedHashMap<>();
    cases.put("good", task());
    cases.put("other", other);
    assertThat(codes(aws(cases))).containsExactly("SLIP-TF-TYPE");
  }

  @Test
  void findsCirclesThroughLocals() {
    Resource bucket =
        StackFixtures.resource(
            "google_storage_bucket",
            "b",
            Body.builder().set("name", local("name")).set("location", "EU"));
    LocalValue name =
        new LocalValue("name", "main.tf", ref("google_storage_bucket.b.id"), "", StackFixtures.WHY);
    Stack stack = StackFixtures.of(List.of(), List.of(name), List.of(bucket), List.of(), List.of());
    assertThat(codes(stack)).containsExactly("SLIP-TF-CYCLE");
  }

  @Test
  void checksVariablesInEveryEnvironment() {
    InputVariable tier =
        new InputVariable(
            "availability",
            "variables.tf",
            ref("string"),
            "How available.",
            Optional.empty(),
            false,
            false,
            false,
            List.of(),
            StackFixtures.WHY);
    Resource database =
        StackFixtures.resource(
            "google_sql_database_instance",
            "main",
            Body.builder()
                .set("database_version", "POSTGRES_17")
                .block(
                    "settings",
                    Body.builder()
                        .set("tier", "db-f1-micro")
                        .set("availability_type", var("availability"))));
    Stack stack =
        StackFixtures.of(
            List.of(tier),
            List.of(),
            List.of(database),
            List.of(),
            List.of(
                file("dev", "availability", text("ZONAL")),
                file("production", "availability", text("GLOBAL")),
                file("staging", "availabilty", text("ZONAL")),
                file("test", "availability", list(text("ZONAL")))));
    assertThat(codes(stack))
        .containsExactlyInAnyOrder(
            "SLIP-TF-VALUE",
            "SLIP-TF-TFVARS-MISSING",
            "SLIP-TF-VARIABLE-VALUE",
            "SLIP-TF-TFVARS-UNDECLARED");
  }

  private static VariableFile file(String environment, String name, Expression value) {
    return new VariableFile(
        environment,
        "environments/" + environment + ".tfvars",
        "",
        List.of(new VariableFile.Value(name, value, "", StackFixtures.WHY)));
  }

  /** The same verdict as the real provider on each of many resources, in one run. */
  @Test
  void agreesWithTerraformValidate() throws IOException {
    Tool terraform = Tool.require("terraform");
    // A provider is no program that a test run could install, so its absence never fails.
    String plugins = System.getenv().getOrDefault("TF_PLUGIN_DIR", "");
    Assumptions.assumeTrue(
        Files.isDirectory(Path.of(plugins, "registry.terraform.io/hashicorp/aws")),
        "the aws provider is not in TF_PLUGIN_DIR: this test compares with it");
    Stack stack = aws(cases());
    for (GeneratedFile file : TerraformEmitter.emit(stack)) {
      Files.writeString(folder.resolve(Path.of(file.path()).getFileName()), file.text());
    }
    Tool.Result init =
        terraform.run(folder, "init", "-backend=false", "-no-color", "-plugin-dir=" + plugins);
    assertThat(init.exitCode()).as(init.output()).isZero();
    Tool.Result verdict = terraform.run(folder, "validate", "-json");
    Set<String> theirs = new TreeSet<>();
    Matcher context =
        Pattern.compile("resource \\\\\"aws_ecs_task_definition\\\\\" \\\\\"([a-z_]+)")
            .matcher(verdict.output());
    while (context.find()) {
      theirs.add("aws_ecs_task_definition." + context.group(1));
    }
    Set<String> ours = new TreeSet<>();
    SchemaCheck.check(stack).stream()
        .filter(d -> d.severity() == Severity.ERROR)
        .forEach(d -> ours.add(d.address().orElseThrow()));
    assertThat(theirs).as(verdict.output()).isNotEmpty();
    assertThat(ours).as(verdict.output()).isEqualTo(theirs);
  }

  private static Map<String, Body.Builder> cases() {
    Map<String, Body.Builder> cases = new LinkedHashMap<>();
    cases.put("good", task());
    cases.put("number_as_text", task().set("cpu", number(256)));
    cases.put("unknown", task().set("cpuu", "1"));
    cases.put("missing", Body.builder().set("family", "app"));
    cases.put("mistyped", task().set("requires_compatibilities", bool(true)));
    cases.put("text_as_list", task().set("requires_compatibilities", "FARGATE"));
    cases.put("object_as_map", task().set("tags", Expressions.object(Map.of("a", number(1)))));
    cases.put("list_as_map", task().set("tags", list(text("a"))));
    cases.put("bad_bool", task().set("skip_destroy", "perhaps"));
    cases.put("bool_as_text", task().set("skip_destroy", "true"));
    cases.put("enumeration", task().set("network_mode", "carrier-pigeon"));
    cases.put("computed", task().set("revision", number(1)));
    cases.put("no_such_resource", task().set("cpu", ref("aws_vpc.none.id")));
    cases.put("no_such_attribute", task().set("cpu", ref("aws_ecs_task_definition.good.arm")));
    cases.put("number_for_text", task().set("cpu", ref("aws_ecs_task_definition.good.revision")));
    cases.put(
        "index_on_single",
        task().set("cpu", ref("aws_ecs_task_definition.good").at(number(0)).dot("arn")));
    cases.put("no_such_variable", task().set("cpu", var("none")));
    cases.put("no_such_local", task().set("cpu", local("none")));
    cases.put("no_such_function", task().set("cpu", call("uper", text("x"))));
    cases.put("too_few_parameters", task().set("cpu", call("replace", text("x"))));
    cases.put("each_without", task().set("cpu", ref("each.key")));
    cases.put("block_without_argument", task().block("volume", Body.builder()));
    cases.put(
        "too_many",
        task().block("runtime_platform", Body.builder()).block("runtime_platform", Body.builder()));
    cases.put("unknown_block", task().block("runtime", Body.builder()));
    cases.put("argument_as_block", task().block("tags", Body.builder()));
    return cases;
  }

  private static Body.Builder task() {
    return Body.builder().set("family", "app").set("container_definitions", "[]");
  }

  private static Stack aws(Map<String, Body.Builder> cases) {
    List<Resource> resources = new ArrayList<>();
    cases.forEach((name, body) ->
        resources.add(StackFixtures.resource("aws_ecs_task_definition", name, body)));
    Stack plain = StackFixtures.of(resources.toArray(new Resource[0]));
    Stack.Settings settings =
        new Stack.Settings(
            "versions.tf",
            ">= 1.5",
            List.of(new Stack.RequiredProvider("aws", "hashicorp/aws", "5.100.0")),
            Optional.empty(),
            StackFixtures.WHY);
    return new Stack(
        plain.folder(),
        settings,
        List.of(),
        plain.variables(),
        plain.locals(),
        plain.resources(),
        plain.outputs(),
        plain.variableFiles(),
        plain.fileComments());
  }
}
