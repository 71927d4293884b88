package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.document.JsonDocument;
import dev.slipway.document.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {

  private static final String BUCKET =
      """
      resource "aws_s3_bucket_acl" "logs" {
        bucket = "logs"
        acl    = "public-read"
      }
      """;

  @TempDir private Path project;

  @BeforeEach
  void isARepository() throws IOException {
    Files.createDirectory(project.resolve(".git"));
  }

  private Invocation check(String... arguments) {
    List<String> all = new java.util.ArrayList<>(List.of("check"));
    all.addAll(List.of(arguments));
    all.add(project.toString());
    return Invocation.of(all.toArray(String[]::new));
  }

  private Node json(String... arguments) {
    List<String> all = new java.util.ArrayList<>(List.of("--output", "json"));
    all.addAll(List.of(arguments));
    return JsonDocument.read("report", check(all.toArray(String[]::new)).out())
        .value()
        .orElseThrow();
  }

  private void write(String path, String text) throws IOException {
    Projects.write(project, path, text);
  }

  @Test
  void marksThePlaceOfAMisspeltArgumentAndSaysWhatIsMeant() throws IOException {
    write("main.tf", "resource \"aws_instance\" \"web\" {\n  instnce_type = \"t3.micro\"\n}\n");

    Invocation run = check();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("main.tf:2:3  aws_instance.web")
        .contains("2 |   instnce_type = \"t3.micro\"")
        .contains("  |   ^^^^^^^^^^^^\n")
        .contains("Did you mean `instance_type`?");
  }

  @Test
  void endsWithZeroWhenNothingIsBadEnough() throws IOException {
    write("main.tf", "resource \"aws_s3_bucket\" \"a\" {\n  bucket = \"a\"\n}\n");

    assertThat(check().exitCode()).isZero();
    assertThat(check("--fail-on", "warning").exitCode()).isEqualTo(1);
  }

  @Test
  void onlyValidityGivesTheVerdictOfTerraformValidate() throws IOException {
    write("main.tf", BUCKET);

    assertThat(check().exitCode()).isEqualTo(1);
    assertThat(check("--only", "validity").exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--only=validty", "--fail-on=bad", "--output=xml", "--wit=auto", "--with=checkof"})
  void anUnknownOptionOrValueIsMisuse(String argument) {
    assertThat(check(argument).exitCode()).isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void aPathThatDoesNotExistIsMisuse() {
    assertThat(Invocation.of("check", project.resolve("nowhere").toString()).exitCode())
        .isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void aCommentWithReasonOwnerAndDayWaivesWhatStandsBelowIt() throws IOException {
    write(
        "main.tf",
        "# slipway:waive SLIP-AWS-S3-PUBLIC-ACL owner=web until=2026-12-31 reason=\"a public"
            + " site\"\n"
            + BUCKET);

    Node report = json();

    assertThat(report.text("passed")).contains("true");
    assertThat(report.get("waived").orElseThrow().items())
        .singleElement()
        .satisfies(w ->
            assertThat(w.at("waiver", "reason").flatMap(Node::text)).contains("a public site"));
  }

  @Test
  void anExpiredWaiverFailsAndCoversNothing() throws IOException {
    write(
        "main.tf",
        "# slipway:waive SLIP-AWS-S3-PUBLIC-ACL owner=web until=2026-11-30 reason=\"a public"
            + " site\"\n"
            + BUCKET);

    assertThat(rules(json())).contains("SLIP-WAIVER-EXPIRED", "SLIP-AWS-S3-PUBLIC-ACL");
  }

  @Test
  void aWaiverOfARuleThatDoesNotExistIsAnError() throws IOException {
    write(
        "main.tf",
        "# slipway:waive SLIP-AWS-S3-PUBLIC-ACE owner=web until=2026-12-31 reason=\"x\"\n"
            + BUCKET);

    assertThat(check().out()).containsPattern("Did you mean\\s+`SLIP-AWS-S3-PUBLIC-ACL`\\?");
  }

  @Test
  void whatCannotWorkCannotBeWaived() throws IOException {
    write(
        "main.tf",
        """
        # slipway:waive SLIP-TF-UNDECLARED owner=web until=2026-12-31 reason="later"
        output "a" {
          value = var.missing
        }
        """);

    assertThat(rules(json())).contains("SLIP-WAIVER-REFUSED", "SLIP-TF-UNDECLARED");
  }

  @Test
  void aWaiverInTheConfigurationHoldsForItsAddress() throws IOException {
    write("main.tf", BUCKET + BUCKET.replace("\"logs\" {", "\"other\" {"));
    write(
        "slipway.yaml",
        """
        waivers:
          - rule: SLIP-AWS-S3-PUBLIC-ACL
            address: aws_s3_bucket_acl.logs
            reason: a public site
            owner: web
            until: 2026-12-31
        """);

    Node report = json("--only", "policy");

    assertThat(report.get("waived").orElseThrow().items()).hasSize(1);
    assertThat(rules(report)).containsOnlyOnce("SLIP-AWS-S3-PUBLIC-ACL");
  }

  @Test
  void theBaselineKeepsOldDebtFromFailingAndGoesOnCountingIt() throws IOException {
    write("main.tf", BUCKET);
    Path baseline = project.resolve("baseline.json");
    check("--write-baseline", baseline.toString());
    write("main.tf", "# moved down a line\n\n" + BUCKET);

    Invocation old = check("--baseline", baseline.toString());
    write("main.tf", BUCKET + BUCKET.replace("\"logs\" {", "\"other\" {"));
    Invocation more = check("--baseline", baseline.toString());

    assertThat(old.exitCode()).isZero();
    assertThat(old.out()).contains("old debt in the baseline: 1 error");
    assertThat(more.exitCode()).isEqualTo(1);
  }

  @Test
  void aBaselineThatCannotBeReadIsNotIgnored() throws IOException {
    write("baseline.json", "{}");

    assertThat(check("--baseline", project.resolve("baseline.json").toString()).exitCode())
        .isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void textOfACheckedFileCannotBeginAWorkflowCommand() throws IOException {
    write(
        "main.tf",
        "output \"a\" {\n  value = local.b\n}\n\nlocals {\n  \"x\\n::error::y\" = 1\n}\n");

    assertThat(check("--output", "github").out().lines())
        .allMatch(line -> line.startsWith("::error file=") || line.startsWith("::warning file="));
  }

  @Test
  void junitIsXmlWithACaseForEachFinding() throws Exception {
    write("main.tf", BUCKET);

    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new java.io.ByteArrayInputStream(
                    check("--output", "junit")
                        .out()
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)));

    assertThat(document.getElementsByTagName("failure").getLength()).isEqualTo(1);
  }

  @Test
  void fixShowsADiffAndWritesOnlyWhenTold() throws IOException {
    write("main.tf", "output \"a\" {\n  value=1\n}\n");

    Invocation shown = check("--fix");
    String untouched = Files.readString(project.resolve("main.tf"));
    check("--fix", "--write");

    assertThat(shown.out()).contains("-  value=1").contains("+  value = 1");
    assertThat(untouched).contains("value=1");
    assertThat(Files.readString(project.resolve("main.tf"))).contains("value = 1");
  }

  @Test
  void onlyWhatIsAskedForIsReported() throws IOException {
    write("a/main.tf", BUCKET);
    write("b/main.tf", BUCKET);

    Invocation run = Invocation.of("check", "--output", "json", project.resolve("a").toString());

    assertThat(run.out()).contains("a/main.tf").doesNotContain("b/main.tf");
  }

  @Test
  void everyRuleIsListedAndExplained() {
    assertThat(Invocation.of("check", "--list-rules").out()).contains("SLIP-AWS-S3-PUBLIC-ACL");
    assertThat(Invocation.of("explain", "SLIP-AWS-S3-PUBLIC-ACL").out()).contains("CKV_AWS_20");
    Invocation unknown = Invocation.of("explain", "SLIP-AWS-S3-PUBLIC-ACE");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.err()).contains("Did you mean `SLIP-AWS-S3-PUBLIC-ACL`?");
  }

  private static List<String> rules(Node report) {
    return report.get("findings").orElseThrow().items().stream()
        .flatMap(f -> f.text("rule").stream())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "locals {\n  text = <<EOT\n# @\n${BUCKET}EOT\n}\n",
        "locals {\n  text = \"# @\"\n}\n",
        "locals {\n  text = <<-EOT\n    a\n    // @\n    EOT\n}\n"
      })
  void whatLooksLikeAWaiverInsideOfATextIsText(String text) throws IOException {
    String waiver = "slipway:waive SLIP-AWS-S3-PUBLIC-ACL nonsense";
    write("main.tf", text.replace("@", waiver).replace("${BUCKET}", "a\n"));

    Invocation run = check();

    assertThat(run.out()).doesNotContain("SLIP-WAIVER");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void aWaiverBehindATextIsStillOne() throws IOException {
    write("main.tf", "locals {\n  text = \"#\" # slipway:waive nonsense\n}\n");

    assertThat(check().out()).contains("SLIP-WAIVER-MALFORMED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--ouput=json/Unknown option: '--ouput=json'/Did you mean `--output`?",
        "--fail-on=errr/errr/Did you mean `error`?",
        "--only=secrets/secrets/Did you mean `secret`?",
        "--output=sarfi/sarfi/Did you mean `sarif`?"
      })
  void aWrongOptionIsAnsweredInALineOrTwo(String line) {
    String[] parts = line.split("/");

    Invocation run = check(parts[0]);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.code());
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains(parts[1])
        .contains(parts[2])
        .contains("slipway check --help")
        .hasLineCount(2);
  }

  @Test
  void aWrongCommandIsAnsweredInALineOrTwo() {
    Invocation run = Invocation.of("chek");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.code());
    assertThat(run.err()).contains("Did you mean `check`?", "slipway --help").hasLineCount(2);
  }

  @Test
  void aWrongOptionDoesNotDriveTheTerminal() {
    assertThat(check("--\u001b[2J").err()).doesNotContain("\u001b");
  }

  @Test
  void listsAndExplainsTheProjectsOwnRules() throws IOException {
    Path rules = Files.createDirectories(project.resolve(".slipway/rules"));
    Files.writeString(
        rules.resolve("acme.yaml"),
        """
        rules:
          - id: ACME-OWNER
            severity: warning
            title: Resource has no owner
            why: Nobody knows whom to ask.
            fix: Add a tag.
            on: [aws_s3_bucket]
            when: '!has(resource.tags)'
            pass: |
              resource "aws_s3_bucket" "b" {
                tags = { owner = "ann" }
              }
            fail: |
              resource "aws_s3_bucket" "b" {
                tags = {}
              }
        """);

    assertThat(check("--list-rules").out())
        .contains("ACME-OWNER")
        .contains("Resource has no owner");
    assertThat(Invocation.of("explain", "ACME-OWNER", project.toString()).out())
        .contains("Nobody knows whom to ask.")
        .contains("tags = { owner");
    assertThat(check().out())
        .contains("[SLIP-PACK-EXAMPLE]")
        .contains("The rule finds nothing in code that should violate it.");
  }
}
