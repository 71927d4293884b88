package dev.slipway.check.rule.pipeline;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.check.rule.written.YamlFile;
import dev.slipway.document.Node;
import java.util.List;

/** Rules over workflows of GitHub Actions and over actions made of steps. */
public final class GithubRules {

  static final String WORKFLOW = "GitHub workflow";
  static final String ACTION = "GitHub action";

  private static final class Registered {
    private static final RuleSet<Workflow> RULES = rules();

    private static RuleSet<Workflow> rules() {
      RuleSet.Builder<Workflow> rules = RuleSet.builder();
      ActionRules.register(rules);
      TrustRules.register(rules);
      JobRules.register(rules);
      return rules.build();
    }
  }

  private GithubRules() {}

  public static RuleSet<Workflow> rules() {
    return Registered.RULES;
  }

  public static boolean isWorkflow(String path) {
    String folder = ".github/workflows/";
    int at = path.indexOf(folder);
    return (at == 0 || at > 0 && path.charAt(at - 1) == '/')
        && path.indexOf('/', at + folder.length()) < 0;
  }

  public static boolean isAction(String name) {
    return List.of("action.yml", "action.yaml").contains(name);
  }

  /** Asks the rules about a workflow or an action. */
  public static void check(YamlFile file, Report report) {
    for (Node document : file.documents()) {
      boolean action = document.get("runs").isPresent() && document.get("jobs").isEmpty();
      rules().check(action ? ACTION : WORKFLOW, new Workflow(file, document), report);
    }
  }
}
