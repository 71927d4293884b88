package dev.slipway.design;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Measure;
import dev.slipway.blueprint.Workload;
import dev.slipway.diagnostic.Severity;
import dev.slipway.vocabulary.Cloud;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.Language;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProjectDesignTest {

  private static Wanted wanted(String... settings) {
    return new Wanted()
        .service(new ServiceDraft("api", Language.GO).endpoint("GET", "/v1/things"))
        .set(settings);
  }

  @Test
  void designsForEachCloudInItsOwnTerms() {
    Blueprint amazon = wanted("cloud=aws", "database.engine=postgresql").design();
    assertThat(amazon.project().cloud()).isEqualTo(Cloud.AWS);
    assertThat(amazon.project().primaryRegion()).isEqualTo("us-east-1");
    assertThat(amazon.environments())
        .extracting(Environment::accountId)
        .allMatch(a -> a.matches("[0-9]{12}"))
        .doesNotHaveDuplicates();
    assertThat(amazon.datastores(Datastore.Relational.class))
        .singleElement()
        .satisfies(d -> {
          assertThat(d.login()).isEqualTo(Datastore.Login.PASSWORD);
          assertThat(d.size("production").tier()).startsWith("db.");
        });
    Blueprint azure = wanted("cloud=azure", "database.engine=postgresql").design();
    assertThat(azure.project().primaryRegion()).isEqualTo("eastus2");
    assertThat(azure.environments())
        .extracting(Environment::accountId)
        .allMatch(a -> a.matches("0{8}-0{4}-0{4}-0{4}-0{11}[0-9]"));
    assertThat(azure.datastores(Datastore.Relational.class))
        .allMatch(d -> d.size("production").tier().startsWith("GP_Standard_"));
  }

  @Test
  void keepsPersonalDataInTheUnionOnEveryCloud() {
    assertThat(wanted("cloud=aws", "security.compliance=GDPR").design().project().regions())
        .containsExactly("eu-west-1");
    assertThat(wanted("cloud=azure", "security.compliance=GDPR").design().project().regions())
        .containsExactly("westeurope");
    assertThat(wanted("cloud=aws", "security.compliance=GDPR", "regions=eu-west-2").codes())
        .contains("SLIP-REGION-RESIDENCY");
    assertThat(wanted("cloud=azure", "regions=westeurope").design().project().regions())
        .containsExactly("westeurope");
    assertThat(wanted("cloud=azure", "regions=Stockholm").design().project().regions())
        .containsExactly("swedencentral");
  }

  @Test
  void saysWhereTheCodeSpeaksToAnotherCloudThanTheDesigned() {
    ServiceDraft api =
        new ServiceDraft("api", Language.GO)
            .usesBy(Engine.TOPIC, "cloud.google.com/go/pubsub v1.45.1")
            .usesBy(Engine.POSTGRESQL, "github.com/jackc/pgx/v5");
    assertThat(new Wanted().service(api).set("cloud=aws").codes()).contains("SLIP-CLIENT-LIBRARY");
    assertThat(new Wanted().service(api).set("cloud=gcp").codes())
        .doesNotContain("SLIP-CLIENT-LIBRARY");
    ServiceDraft files =
        new ServiceDraft("files", Language.NODE).usesBy(Engine.OBJECT_STORE, "@aws-sdk/client-s3");
    assertThat(new Wanted().service(files).set("cloud=aws").codes())
        .doesNotContain("SLIP-CLIENT-LIBRARY");
    assertThat(new Wanted().service(files).set("cloud=azure").codes())
        .contains("SLIP-CLIENT-LIBRARY");
  }

  @Test
  void keepsPersonalDataInTheUnion() {
    assertThat(wanted("security.compliance=GDPR").design().project().primaryRegion())
        .isEqualTo("europe-west1");
    assertThat(wanted().design().project().primaryRegion()).isEqualTo("us-central1");
    assertThat(wanted("security.compliance=GDPR", "regions=us-east1").codes())
        .contains("SLIP-REGION-RESIDENCY");
    assertThat(wanted("security.compliance=GDPR", "regions=europe-west2").codes())
        .contains("SLIP-REGION-RESIDENCY");
  }

  @Test
  void knowsRegionsByNameAndByPlace() {
    assertThat(wanted("regions=Frankfurt").design().project().regions())
        .containsExactly("europe-west3");
    assertThat(wanted("regions=europe-west12").design().project().regions())
        .containsExactly("europe-west12");
    assertThat(wanted("regions=eu-central-1").outcome().diagnostics())
        .anyMatch(d -> d.code().equals("SLIP-REGION-UNKNOWN") && d.severity() == Severity.ERROR);
    assertThat(wanted("regions=europe-wst1").outcome().diagnostics())
        .anyMatch(d -> d.detail().contains("Did you mean `europe-west1`?"));
  }

  @Test
  void makesAccountIdsThatAreValid() {
    Blueprint design =
        wanted("environments=dev,staging,production")
            .name("Ünïcode Shop für Bücher & Ähnliches GmbH")
            .design();
    assertThat(design.project().slug()).isEqualTo("unicode-shop-fur-buc");
    assertThat(design.environments())
        .extracting(Environment::accountId)
        .allMatch(a -> a.matches("[a-z][-a-z0-9]{4,28}[a-z0-9]"))
        .doesNotHaveDuplicates();
    assertThat(design.questions()).anyMatch(q -> q.settle().equals("accounts"));
  }

  @Test
  void takesTheAccountsThatAreNamed() {
    Blueprint design = wanted("accounts=staging=acme-stage-1, production=acme-live-1").design();
    assertThat(design.environments())
        .extracting(Environment::accountId)
        .containsExactly("acme-stage-1", "acme-live-1");
    assertThat(design.questions()).noneMatch(q -> q.settle().equals("accounts"));
  }

  @Test
  void putsProductionLastWhateverTheOrder() {
    assertThat(wanted("environments=prod,staging,dev").design().environments())
        .extracting(Environment::name)
        .containsExactly("dev", "staging", "production");
    assertThat(wanted("environments=staging").design().production().name()).isEqualTo("production");
  }

  @Test
  void writesNamesInLatinLettersAndKeepsThemApart() {
    Wanted wanted =
        new Wanted()
            .service(new ServiceDraft("Заказы", Language.GO).root("a"))
            .service(new ServiceDraft("the-very-long-backend-name-one", Language.GO).root("b"))
            .service(new ServiceDraft("the-very-long-backend-name-two", Language.GO).root("c"))
            .service(new ServiceDraft("注文", Language.GO).root("d"));
    assertThat(wanted.design().workloads())
        .extracting(Workload::name)
        .containsExactly("app", "the-very-long-back-2", "the-very-long-backen", "zakazy");
    assertThat(wanted.codes()).contains("SLIP-NAME-COLLISION");
  }

  @Test
  void hasALoadBalancerWhereThereIsAHostName() {
    assertThat(wanted("domain=shop.example.com").design().edge().loadBalancer()).isTrue();
    assertThat(wanted().design().edge().loadBalancer()).isFalse();
    assertThat(wanted("edge.waf=true").codes()).contains("SLIP-EDGE-DOMAIN");
  }

  @Test
  void designsWhatOneApiNeedsAndNoNetwork() {
    Blueprint design = wanted().design();
    assertThat(design.network().needed()).isFalse();
    assertThat(design.datastores()).isEmpty();
    assertThat(design.edge().routes()).extracting(r -> r.prefix()).containsExactly("/");
  }

  @Test
  void leavesByOneAddressWhereAPartnerAsksForIt() {
    assertThat(
            wanted()
                .need("Payments need a fixed outgoing address for the bank")
                .design()
                .network()
                .nat())
        .isTrue();
    assertThat(wanted().need("The bank has an address in Berlin").design().network().nat())
        .isFalse();
  }

  @Test
  void saysWhichTargetsOneRegionCannotKeep() {
    assertThat(wanted("objectives.availability=99.99").codes()).contains("SLIP-OBJECTIVE-REACH");
    assertThat(wanted("objectives.rto=30s").codes()).contains("SLIP-OBJECTIVE-REACH");
    assertThat(wanted("objectives.availability=99.9", "objectives.rto=1h").codes())
        .doesNotContain("SLIP-OBJECTIVE-REACH");
  }

  @Test
  void marksWhatNobodySaidAsAssumed() {
    Blueprint design = wanted("objectives.availability=99.9").design();
    assertThat(design.decision("objectives.availability").orElseThrow().assumed()).isFalse();
    assertThat(design.decision("objectives.latency").orElseThrow().assumed()).isTrue();
    assertThat(design.decision("regions").orElseThrow().assumed()).isTrue();
  }

  @Test
  void leavesARequirementOpenOfWhichAPartIsNotMet() {
    Blueprint design =
        wanted("domain=shop.example.com")
            .control("Put a web application firewall in front and limit to 50 requests per minute.")
            .control(
                "Outbound traffic must be restricted, and every service needs least privilege.")
            .control("Encrypt data with customer-managed keys.")
            .control("Write nicer error messages.")
            .control("Keep audit logs; logs must be kept for 500 days.")
            .control("Logs must be kept for 500 days.")
            .design();
    List<List<Measure>> measures = design.controls().stream().map(c -> c.measures()).toList();
    assertThat(measures.get(0))
        .containsExactly(Measure.WEB_APPLICATION_FIREWALL, Measure.RATE_LIMIT);
    assertThat(measures.get(1)).isEmpty();
    assertThat(measures.get(2)).containsExactly(Measure.CUSTOMER_MANAGED_KEYS);
    assertThat(measures.get(3)).isEmpty();
    assertThat(measures.get(4)).containsExactly(Measure.AUDIT_LOGS, Measure.LOG_RETENTION);
    assertThat(measures.get(5)).isEmpty();
    assertThat(design.observability().auditLogDays()).isEqualTo(500);
    assertThat(design.observability().logRetentionDays()).isEqualTo(30);
    assertThat(design.edge().rateLimitPerMinute()).contains(50);
  }

  @Test
  void alertsAsTheSpecificationAsksFor() {
    List<String> alerts =
        wanted("budget.monthly=500").design().observability().alerts().stream()
            .map(a ->
                a.severity()
                    + " "
                    + a.signal()
                    + " "
                    + a.threshold()
                    + a.unit()
                    + " "
                    + a.window().toMinutes())
            .toList();
    assertThat(alerts)
        .contains(
            "CRITICAL UPTIME 1failed checks 5",
            "CRITICAL ERROR_RATE 10% 5",
            "CRITICAL LATENCY_P99 10s 5",
            "WARNING ERROR_RATE 5% 10",
            "WARNING DAILY_COST 25USD 1440");
  }

  @Test
  void dropsTheWordThatSaysNothingFromANameThatIsTooLong() {
    Blueprint design =
        new Wanted()
            .service(new ServiceDraft("productcatalogservice", Language.GO).endpoint("GET", "/a"))
            .service(
                new ServiceDraft("recommendation-service-v2", Language.GO).endpoint("GET", "/b"))
            .service(new ServiceDraft("checkoutservice", Language.GO).endpoint("GET", "/c"))
            .design();

    assertThat(design.workloads())
        .extracting(Workload::name)
        .containsExactly("checkoutservice", "productcatalog", "recommendation-v2");
  }
}
