package dev.slipway.requirements;

import dev.slipway.intake.Subject;
import dev.slipway.intake.Subjects;
import dev.slipway.requirements.Requirements.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What only a person can settle and nobody has, in the order of {@code slipway.yaml}. */
final class OpenQuestions {

  private final Map<String, Resolved<?>> resolved;
  private final List<Question> questions = new ArrayList<>();

  private OpenQuestions(Map<String, Resolved<?>> resolved) {
    this.resolved = resolved;
  }

  static List<Question> of(Map<String, Resolved<?>> resolved) {
    OpenQuestions open = new OpenQuestions(resolved);
    open.ask(Subjects.CLOUD, "Which cloud may it run on?", "Google Cloud is designed for");
    open.ask(
        Subjects.REGIONS,
        "In which region may data be kept and served?",
        "one low-cost region of the cloud is taken");
    open.ask(
        Subjects.AVAILABILITY,
        "How much of the time must it answer?",
        "99.5 % is designed for, which one region and no standby can keep");
    open.ask(
        Subjects.LATENCY_P95,
        "How quickly must 95 of 100 requests be answered?",
        "one second is taken for the alert");
    open.ask(
        Subjects.THROUGHPUT,
        "How many requests a second come at the busiest time?",
        "a small load is taken, and the cap on instances keeps cost bounded");
    open.ask(
        Subjects.RPO,
        "How much data, measured in time, may a disaster cost?",
        "daily backups are taken");
    open.ask(
        Subjects.BUDGET,
        "What may it cost a month?",
        "no budget is checked, and the alarm is set on the estimate");
    open.ask(
        Subjects.DOMAIN,
        "Under which host name do people reach it?",
        "the platform's own address is used, without a load balancer of its own");
    open.ask(
        Subjects.ALERT_EMAIL,
        "Who is told when something breaks?",
        "alerts are written to a variable that has to be filled in before they reach anybody");
    open.ask(
        Subjects.REPOSITORY,
        "Which repository deploys it, as owner/name?",
        "the pipeline's trust is a variable that has to be filled in before it can deploy");
    return List.copyOf(open.questions);
  }

  private void ask(Subject<?> subject, String text, String meanwhile) {
    if (!resolved.containsKey(subject.path())) {
      questions.add(new Question(text, meanwhile, subject.path()));
    }
  }
}
