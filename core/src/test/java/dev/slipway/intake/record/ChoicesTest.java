package dev.slipway.intake.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChoicesTest {

  private static List<String> chosen(String text) {
    return Choices.in(text).stream().map(c -> text.substring(c.start(), c.end())).toList();
  }

  @Test
  void takesWhatIsChosen() {
    assertThat(chosen("We will use PostgreSQL 16 on Cloud SQL with Redis."))
        .containsExactly("PostgreSQL", "Cloud SQL", "Redis");
  }

  @Test
  void leavesOutWhatIsTurnedDown() {
    assertThat(chosen("We will not use MySQL, Oracle or MongoDB.")).isEmpty();
    assertThat(chosen("PostgreSQL instead of MySQL")).containsExactly("PostgreSQL");
    assertThat(chosen("Cloud Run rather than Kubernetes or AWS Lambda"))
        .containsExactly("Cloud Run");
    assertThat(chosen("We chose PostgreSQL over MySQL and MongoDB.")).containsExactly("PostgreSQL");
    assertThat(chosen("Unlike AWS, GCP bills by the second.")).doesNotContain("AWS");
    assertThat(chosen("MySQL was rejected; we use PostgreSQL.")).doesNotContain("MySQL");
    assertThat(chosen("MongoDB is not an option, PostgreSQL is.")).doesNotContain("MongoDB");
  }

  @Test
  void followsAMoveFromOneToTheOther() {
    assertThat(chosen("We migrate from MySQL to PostgreSQL.")).containsExactly("PostgreSQL");
    assertThat(chosen("We are replacing Heroku and MongoDB with Firestore."))
        .containsExactly("Firestore");
    assertThat(chosen("We moved away from AWS.")).isEmpty();
  }

  @Test
  void leavesOutReasonsConditionsAndProspects() {
    assertThat(chosen("Redis, because the team knows Memcached less well"))
        .containsExactly("Redis");
    assertThat(chosen("SQLite until we outgrow it, then PostgreSQL")).containsExactly("SQLite");
    assertThat(chosen("We use Cloud Run; later we might move to Kubernetes."))
        .containsExactly("Cloud Run");
    assertThat(chosen("Because we know AWS well, we will run on GCP.")).containsExactly("GCP");
  }

  @Test
  void leavesOutWhatWasAndWhatIsForTestsOnly() {
    assertThat(chosen("The prototype stores conversations in MongoDB.")).isEmpty();
    assertThat(chosen("PostgreSQL in production and SQLite for tests."))
        .containsExactly("PostgreSQL");
  }

  @Test
  void knowsThatCompatibleIsNotTheThing() {
    assertThat(chosen("an S3-compatible store")).isEmpty();
    assertThat(chosen("a PostgreSQL-compatible engine")).isEmpty();
  }

  @Test
  void bothSidesOfNotOnlyAreChosen() {
    assertThat(chosen("We use not only PostgreSQL but also Redis."))
        .containsExactly("PostgreSQL", "Redis");
  }

  @Test
  void takesTheBareNameOfAProtocolForNoCloud() {
    assertThat(Choices.in("We store files in S3").getFirst().meaning().cloud()).isEmpty();
    assertThat(Choices.in("We store files in Amazon S3").getFirst().meaning().cloud()).isPresent();
  }
}
