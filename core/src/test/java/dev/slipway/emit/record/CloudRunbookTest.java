package dev.slipway.emit.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Blueprints;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.terraform.TerraformEmitter;
import dev.slipway.oracle.Tool;
import dev.slipway.run.Lowering;
import dev.slipway.stack.Stack;
import dev.slipway.vocabulary.Cloud;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class CloudRunbookTest {

  private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  private static Blueprint chat(Cloud cloud, boolean regions) {
    boolean amazon = cloud == Cloud.AWS;
    var draft = Blueprints.edit(Blueprints.chat()).cloud(cloud);
    draft =
        amazon
            ? draft.accounts("111111111111", "222222222222")
            : draft.accounts(
                "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222");
    return (regions
            ? draft.regions(
                amazon ? "eu-west-1" : "westeurope", amazon ? "eu-central-1" : "northeurope")
            : draft.regions(amazon ? "eu-west-1" : "westeurope"))
        .build();
  }

  private static String runbook(Blueprint blueprint) {
    GeneratedFile file =
        Runbook.write(blueprint, List.of(Lowering.main(blueprint), Lowering.bootstrap(blueprint)));
    return file.text();
  }

  private static List<String> commands(String runbook) {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = COMMANDS.matcher(runbook);
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    return blocks;
  }

  @ParameterizedTest
  @EnumSource(value = Cloud.class, mode = Mode.EXCLUDE, names = "GCP")
  void speaksOneCloudsLanguageOnly(Cloud cloud) {
    String runbook = runbook(chat(cloud, false));

    assertThat(commands(runbook)).hasSizeGreaterThan(30);
    assertThat(runbook).doesNotContain("gcloud", "Cloud Run", "Cloud SQL", "not written yet");
    if (cloud == Cloud.AWS) {
      assertThat(runbook).contains("aws ecs", "aws rds").doesNotContain("az containerapp");
    } else {
      assertThat(runbook).contains("az containerapp").doesNotContain("aws ecs", "aws rds");
    }
  }

  @ParameterizedTest
  @EnumSource(value = Cloud.class, mode = Mode.EXCLUDE, names = "GCP")
  void tellsWhatToDoAboutEveryAlert(Cloud cloud) {
    Blueprint blueprint = chat(cloud, false);
    String runbook = runbook(blueprint);

    assertThat(blueprint.observability().alerts()).isNotEmpty();
    for (Alert alert : blueprint.observability().alerts()) {
      assertThat(runbook).contains("<a id=\"" + RecordPaths.alertAnchor(alert.name()) + "\"></a>");
    }
  }

  @ParameterizedTest
  @EnumSource(value = Cloud.class, mode = Mode.EXCLUDE, names = "GCP")
  void saysWhatToDoWhenARegionIsLostWhereThereAreTwo(Cloud cloud) {
    assertThat(runbook(chat(cloud, true))).contains("## Losing a Region", "### Coming Back");
    assertThat(runbook(chat(cloud, false)))
        .doesNotContain("## Losing a Region")
        .contains("If the whole region");
  }

  @ParameterizedTest
  @EnumSource(value = Cloud.class, mode = Mode.EXCLUDE, names = "GCP")
  void everyCommandIsAShellsCommand(Cloud cloud, @TempDir Path folder) throws Exception {
    Tool bash = Tool.require("bash");
    int number = 0;
    for (boolean regions : List.of(false, true)) {
      for (String block : commands(runbook(chat(cloud, regions)))) {
        Path file = Files.writeString(folder.resolve("block-" + number++ + ".sh"), block);
        Tool.Result result = bash.run(folder, "-n", file.toString());
        assertThat(result.exitCode()).as(block + result.output()).isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = Cloud.class, mode = Mode.EXCLUDE, names = "GCP")
  void namesWhatTerraformMakes(Cloud cloud) {
    Blueprint blueprint = chat(cloud, false);
    String runbook = runbook(blueprint);
    Stack main = Lowering.main(blueprint);
    StringBuilder terraform = new StringBuilder();
    TerraformEmitter.emit(main).forEach(f -> terraform.append(f.text()));
    String flag = cloud == Cloud.AWS ? "--services? " : "containerapp [a-z ]*--name ";
    Matcher matcher = Pattern.compile(flag + "([a-z][a-z0-9-]+)").matcher(runbook);
    int found = 0;
    while (matcher.find()) {
      found++;
      assertThat(terraform.toString()).contains("\"" + matcher.group(1) + "\"");
    }
    assertThat(found).isPositive();
  }
}
