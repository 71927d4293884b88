package dev.slipway.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.check.report.Baseline;
import dev.slipway.check.report.CheckReport;
import dev.slipway.check.report.Fingerprints;
import dev.slipway.check.report.Kind;
import dev.slipway.check.report.Merge;
import dev.slipway.check.rule.catalog.RuleCatalog;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evidence.Span;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.terraform.ModuleLoader;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A program four times as large may take four times as long, not sixteen times. What is compared is
 * the processor time of this thread, the least of several runs.
 */
class CheckGrowthTest {

  private static final int SIZE = 400;
  private static final int TIMES = 4;
  private static final double AT_MOST = 2.5 * TIMES;
  private static final int RUNS = 6;

  /** Below that the clock and the compiler are all that is measured. */
  private static final double FLOOR = 2;

  /** Programs that are extreme in one way each. */
  enum Shape {
    VARIABLES(n -> lines(n, "variable \"v%1$d\" {\n  type = string\n}")),
    VALIDATED_VARIABLES(n ->
        lines(
            n,
            "variable \"v%1$d\" {\n  validation {\n    condition = var.v%1$d != \"\"\n"
                + "    error_message = \"No.\"\n  }\n}")),
    LOCALS_IN_A_CHAIN(n -> "locals {\n  l0 = 1\n" + lines(n, "  l%2$d = local.l%1$d + 1") + "}\n"),
    LOCALS_IN_A_CIRCLE(
        n -> "locals {\n  l%d = local.l0\n".formatted(n) + lines(n, "  l%1$d = local.l%2$d") + "}"),
    OUTPUTS(n -> lines(n, "output \"o%1$d\" {\n  value = \"x-%1$d\"\n}")),
    RESOURCES(n -> lines(n, "resource \"terraform_data\" \"r%1$d\" {\n  input = %1$d\n}")),
    REFERENCES_TO_ONE_RESOURCE(n ->
        "resource \"terraform_data\" \"a\" {}\n"
            + lines(
                n, "resource \"terraform_data\" \"r%1$d\" {\n  input = terraform_data.a.id\n}")),
    RESOURCES_IN_A_CIRCLE(n ->
        "resource \"terraform_data\" \"r%d\" {\n  input = terraform_data.r0.id\n}\n".formatted(n)
            + lines(
                n,
                "resource \"terraform_data\" \"r%1$d\" {\n  input = terraform_data.r%2$d.id\n}")),
    BLOCKS_IN_ONE_RESOURCE(n ->
        "resource \"aws_security_group\" \"g\" {\n"
            + lines(n, "  ingress {\n    from_port = %1$d\n    to_port = 1\n  }")
            + "}\n"),
    DYNAMIC_BLOCKS(n ->
        "resource \"aws_security_group\" \"g\" {\n"
            + lines(
                n,
                "  dynamic \"ingress\" {\n    for_each = [1]\n    content {\n"
                    + "      from_port = %1$d\n    }\n  }")
            + "}\n"),
    DYNAMIC_BLOCKS_OF_MANY(n ->
        "locals {\n  r = range(1000)\n}\n"
            + lines(
                n / 7,
                "resource \"aws_security_group\" \"g%1$d\" {\n  dynamic \"ingress\" {\n"
                    + "    for_each = local.r\n    content {\n"
                    + "      from_port = ingress.value\n    }\n  }\n}")),
    UNDECLARED_VARIABLES(n ->
        lines(n, "variable \"region%1$d\" {}\noutput \"o%1$d\" {\n  value = var.regoin%1$d\n}")),
    UNDECLARED_RESOURCES(n ->
        lines(
            n,
            "resource \"terraform_data\" \"region%1$d\" {}\n"
                + "output \"o%1$d\" {\n  value = terraform_data.regoin%1$d.id\n}")),
    UNKNOWN_ARGUMENTS(
        n -> "resource \"terraform_data\" \"g\" {\n" + lines(n, "  argument%1$d = 1") + "}\n"),
    DUPLICATES(n -> lines(n, "variable \"v\" {}")),
    BROKEN_BLOCKS(n -> lines(n, "resource \"a\" {\n  x = = 1\n}")),
    PROVIDERS(n ->
        lines(
            n,
            "provider \"aws\" {\n  alias = \"a%1$d\"\n}\n"
                + "resource \"aws_sqs_queue\" \"q%1$d\" {\n  provider = aws.a%1$d\n}")),
    IMPORTS(n ->
        lines(
            n,
            "resource \"aws_sqs_queue\" \"q%1$d\" {}\n"
                + "import {\n  to = aws_sqs_queue.q%1$d\n  id = \"a\"\n}")),
    MOVES(n -> lines(n, "moved {\n  from = terraform_data.x%1$d\n  to = terraform_data.x%2$d\n}"));

    private final IntFunction<String> text;

    Shape(IntFunction<String> text) {
      this.text = text;
    }
  }

  /** Projects of several files that are extreme in one way each. */
  enum Project {
    CALLS_OF_ONE_MODULE(n -> {
      Map<String, String> files = new LinkedHashMap<>();
      files.put("main.tf", lines(n, "module \"m%1$d\" {\n  source = \"./m\"\n  a = %1$d\n}"));
      files.put("m/main.tf", "variable \"a\" {}\noutput \"o\" {\n  value = var.a\n}\n");
      return files;
    }),
    MODULES_IN_A_CHAIN(n -> {
      Map<String, String> files = new LinkedHashMap<>();
      files.put(
          "main.tf",
          "module \"m0\" {\n  source = \"./m\"\n  a = 1\n}\n"
              + lines(n, "module \"m%2$d\" {\n  source = \"./m\"\n  a = module.m%1$d.o\n}"));
      files.put("m/main.tf", "variable \"a\" {}\noutput \"o\" {\n  value = var.a\n}\n");
      return files;
    }),
    MODULES_IN_MODULES(n -> {
      Map<String, String> files = new LinkedHashMap<>();
      files.put("main.tf", "module \"c\" {\n  source = \"./m0\"\n}\n");
      for (int i = 0; i < n; i++) {
        files.put("m" + i + "/main.tf", "module \"c\" {\n  source = \"../m" + (i + 1) + "\"\n}\n");
      }
      files.put("m" + n + "/main.tf", "locals {\n  a = 1\n}\n");
      return files;
    }),
    OUTPUTS_THAT_A_MODULE_LACKS(n -> {
      Map<String, String> files = new LinkedHashMap<>();
      files.put(
          "main.tf",
          "module \"m\" {\n  source = \"./m\"\n}\n"
              + lines(n, "output \"o%1$d\" {\n  value = module.m.out%1$dx\n}"));
      files.put("m/main.tf", lines(n, "output \"out%1$d\" {\n  value = 1\n}"));
      return files;
    }),
    REFUSED_INPUTS(n -> {
      Map<String, String> files = new LinkedHashMap<>();
      files.put(
          "main.tf", "module \"m\" {\n  source = \"./m\"\n" + lines(n, "  v%1$d = \"\"") + "}\n");
      files.put("m/main.tf", Shape.VALIDATED_VARIABLES.text.apply(n));
      return files;
    }),
    OVERRIDES(n -> {
      Map<String, String> files = new LinkedHashMap<>();
      files.put("main.tf", lines(n, "resource \"terraform_data\" \"r%1$d\" {}"));
      files.put("override.tf", lines(n, "resource \"terraform_data\" \"r%1$d\" {\n  input = 1\n}"));
      return files;
    }),
    ROOT_MODULES(n -> {
      Map<String, String> files = new LinkedHashMap<>();
      for (int i = 0; i < n; i++) {
        files.put("r" + i + "/main.tf", "resource \"terraform_data\" \"x\" {\n  input = 1\n}\n");
      }
      return files;
    });

    private final IntFunction<Map<String, String>> files;

    Project(IntFunction<Map<String, String>> files) {
      this.files = files;
    }
  }

  /** What policies and secrets are looked for in, extreme in one way each. */
  enum Everything {
    WAIVERS(
        "main.tf",
        n ->
            lines(
                n,
                "# slipway:waive SLIP-AWS-S3-VERSIONING owner=ops until=2027-03-01 reason=\"x\"\n"
                    + "resource \"aws_s3_bucket\" \"r%1$d\" {\n  bucket = \"b-%1$d\"\n}")),
    SERVICES_AND_PODS(
        "objects.yaml",
        n ->
            lines(
                n,
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: d%1$d
                spec:
                  replicas: 2
                  selector:
                    matchLabels:
                      app: a%1$d
                  template:
                    metadata:
                      labels:
                        app: a%1$d
                    spec:
                      containers:
                        - name: c
                          image: a:1
                          envFrom:
                            - configMapRef:
                                name: m%1$d
                ---
                apiVersion: v1
                kind: Service
                metadata:
                  name: s%1$d
                spec:
                  selector:
                    app: a%1$d
                  ports:
                    - port: 80
                      targetPort: http
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: m%1$d
                ---\
                """));

    private final String file;
    private final IntFunction<String> text;

    Everything(String file, IntFunction<String> text) {
      this.file = file;
      this.text = text;
    }
  }

  /** As many times the text, with the number at hand and the next one put in. */
  private static String lines(int times, String text) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < times; i++) {
      lines.append(text.formatted(i, i + 1)).append('\n');
    }
    return lines.toString();
  }

  @ParameterizedTest
  @EnumSource
  void aLargerFileTakesLongerInProportion(Shape shape) {
    assertGrowsInProportion(
        n -> validity(Map.of("main.tf", shape.text.apply(n))), SIZE, shape.name());
  }

  @ParameterizedTest
  @EnumSource
  void aLargerProjectTakesLongerInProportion(Project project) {
    assertGrowsInProportion(n -> validity(project.files.apply(n)), SIZE / 2, project.name());
  }

  @ParameterizedTest
  @EnumSource
  void moreThatRulesLookAtTakesLongerInProportion(Everything all) {
    assertGrowsInProportion(
        n -> check(Map.of(all.file, all.text.apply(n)), EnumSet.allOf(Kind.class)),
        SIZE / 2,
        all.name());
  }

  @Test
  void manyFindingsAreMergedInProportion() {
    assertGrowsInProportion(
        n ->
            () ->
                new Merge(RuleCatalog::find)
                    .news(findings(n, "SLIP-TF-TYPE"), findings(n, "terraform/validate")),
        4 * SIZE,
        "merge");
  }

  @Test
  void manyFindingsAreComparedWithTheBaselineInProportion() {
    assertGrowsInProportion(
        n -> {
          Optional<String> text = Optional.of("x = 1\n".repeat(n));
          List<Diagnostic> findings = findings(n, "SLIP-TF-TYPE");
          return () -> {
            Baseline known = Baseline.read("b", Baseline.write(findings, f -> text)).value();
            Fingerprints prints = new Fingerprints(f -> text);
            return findings.stream().filter(finding -> known.takes(finding, prints)).count();
          };
        },
        4 * SIZE,
        "baseline");
  }

  private static List<Diagnostic> findings(int count, String code) {
    List<Diagnostic> findings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      findings.add(
          Diagnostic.error(code, Span.line("main.tf", i + 1), "Wrong", "No. " + i + ".", "Mend."));
    }
    return findings;
  }

  /** Something to do; its outcome is only there so that it is not left out. */
  private interface Work {
    Object run();
  }

  private static Work validity(Map<String, String> files) {
    return check(files, EnumSet.of(Kind.VALIDITY));
  }

  private static Work check(Map<String, String> files, EnumSet<Kind> kinds) {
    return () -> report(files, kinds);
  }

  private static CheckReport report(Map<String, String> files, EnumSet<Kind> kinds) {
    return CheckRun.check(
        new CheckRequest(
            MemorySourceTree.of("grown", files),
            List.of(""),
            kinds,
            Baseline.none(),
            LocalDate.of(2026, 1, 1),
            ModuleLoader.TERRAFORM_VERSION,
            List.of(),
            List.of()));
  }

  /** The larger one goes first, so that the compiler is done when the smaller one is measured. */
  private static void assertGrowsInProportion(IntFunction<Work> work, int size, String name) {
    Work small = work.apply(size);
    Work large = work.apply(TIMES * size);
    double four = Double.MAX_VALUE;
    double one = Double.MAX_VALUE;
    double ratio = Double.MAX_VALUE;
    for (int run = 0; run < RUNS && ratio > AT_MOST; run++) {
      four = Math.min(four, time(large));
      one = Math.min(one, time(small));
      ratio = four / Math.max(FLOOR, one);
    }
    assertThat(ratio)
        .as("%s: %.1f ms for %d, %.1f ms for four times as many", name, one, size, four)
        .isLessThan(AT_MOST);
  }

  /** In milliseconds. */
  private static double time(Work work) {
    long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    assertThat(work.run()).isNotNull();
    long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    return (end - begin) / 1e6;
  }

  @Test
  void manyHeavyLocalsAreGivenUpTogetherAndThatIsSaid() {
    String heavy =
        "locals {\n"
            + lines(2_000, "  l%1$d = [for i in range(1024) : [for j in range(1024) : i * j]]")
            + "}\n";

    CheckReport report = report(Map.of("main.tf", heavy), EnumSet.of(Kind.VALIDITY));

    assertThat(report.open())
        .extracting(Diagnostic::code)
        .containsExactly("SLIP-TF-VALUES-NOT-CHECKED");
    assertThat(report.skipped()).hasSize(1);
  }

  @Test
  void whatIsGivenUpIsNeverCalledWrong() {
    String program =
        "locals {\n"
            + lines(8, "  l%1$d = [for i in range(1000) : [for j in range(1000) : j]]")
            + "  sums = [for l in [local.l0, local.l7] : length(l) == 1000 ? \"a\" :"
            + " tonumber(\"b\")]\n"
            + "}\n"
            + "output \"o\" {\n"
            + "  value = local.l7[999][999] + local.l0[1][1]\n"
            + "  precondition {\n"
            + "    condition = length(local.l7) == 1000\n"
            + "    error_message = \"Too short.\"\n"
            + "  }\n"
            + "}\n";

    assertThat(report(Map.of("main.tf", program), EnumSet.of(Kind.VALIDITY)).open())
        .extracting(Diagnostic::code)
        .doesNotContain("SLIP-TF-CONDITION", "SLIP-EXPR-INDEX", "SLIP-EXPR-ATTRIBUTE");
  }
}
