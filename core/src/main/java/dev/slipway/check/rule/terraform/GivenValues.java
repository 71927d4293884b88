package dev.slipway.check.rule.terraform;

import dev.slipway.evaluate.Evaluator;
import dev.slipway.evaluate.Scope;
import dev.slipway.hcl.syntax.HclFile;
import dev.slipway.hcl.syntax.HclItem;
import dev.slipway.hcl.syntax.HclReader;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.source.SourceTree;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values that Terraform takes by itself from the files beside a root module. */
public final class GivenValues {

  private GivenValues() {}

  /** From {@code terraform.tfvars}, its JSON form and {@code *.auto.tfvars}, the last one wins. */
  public static Map<String, Value> read(SourceTree tree, String folder) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (String path : files(tree, folder)) {
      tree.text(path).ifPresent(text -> put(path, text, values));
    }
    return values;
  }

  private static List<String> files(SourceTree tree, String folder) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    List<String> files = new ArrayList<>();
    for (String name : List.of("terraform.tfvars", "terraform.tfvars.json")) {
      if (tree.contains(prefix + name)) {
        files.add(prefix + name);
      }
    }
    for (String path : tree.under(folder)) {
      String name = path.substring(prefix.length());
      boolean auto = name.endsWith(".auto.tfvars") || name.endsWith(".auto.tfvars.json");
      if (auto && name.indexOf('/') < 0) {
        files.add(path);
      }
    }
    return files;
  }

  private static void put(String path, String text, Map<String, Value> values) {
    HclFile file =
        (path.endsWith(".json") ? HclReader.readJson(path, text) : HclReader.read(path, text))
            .value();
    for (HclItem item : file.body().items(Map.of())) {
      if (item instanceof HclItem.Attribute attribute) {
        values.put(
            attribute.name(),
            Evaluator.evaluate(attribute.value(), Scope.constant(), new Problems()));
      }
    }
  }
}
