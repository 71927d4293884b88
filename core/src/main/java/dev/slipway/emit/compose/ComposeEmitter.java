package dev.slipway.emit.compose;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.document.Yaml.Mapping;
import dev.slipway.document.YamlWriter;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.TextFile;
import dev.slipway.source.SourceTree;
import java.util.List;

/** Blueprint to a compose file for local work. */
public final class ComposeEmitter {

  private static final List<String> NAMES =
      List.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml");

  private ComposeEmitter() {}

  /**
   * The compose file, unless the project has one or has no code to run.
   *
   * @param tree the project's own files, without what an earlier run generated
   */
  public static Outcome<List<GeneratedFile>> emit(Blueprint blueprint, SourceTree tree) {
    boolean code =
        blueprint.workloads().stream().map(Workload::source).anyMatch(Workload.Source::present);
    if (!code || NAMES.stream().anyMatch(tree::contains)) {
      return Outcome.of(List.of());
    }
    Provenance why = Provenance.of(Element.of(Element.Kind.PROJECT), "platform");
    Mapping<Provenance> document = new ComposeFile(blueprint, why).document();
    TextFile file = TextFile.at(NAMES.getFirst()).because(why);
    List<String> header =
        List.of(
            "The system on one machine, for local work:\n"
                + "docker compose up --build\n"
                + "Secrets come from .env, which stays out of version control. The databases ask"
                + " for no password: nothing but these\n"
                + "containers reaches them.");
    for (YamlWriter.Line<Provenance> line : YamlWriter.lines(header, document)) {
      line.reason().ifPresent(file::because);
      file.line(line.text());
    }
    return Outcome.of(List.of(file.build()));
  }
}
