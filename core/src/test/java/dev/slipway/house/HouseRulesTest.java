package dev.slipway.house;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules of the house that a compiler cannot hold. */
class HouseRulesTest {

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.slipway");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.slipway.(**)").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void earlierStagesDoNotKnowLaterOnes() {
    List<String> pipeline =
        List.of(
            "source",
            "intake",
            "requirements",
            "design",
            "cloud",
            "check",
            "cost",
            "bundle",
            "run");
    for (int early = 0; early < pipeline.size(); early++) {
      for (int late = early + 1; late < pipeline.size(); late++) {
        noClasses()
            .that()
            .resideInAPackage("dev.slipway." + pipeline.get(early) + "..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.slipway." + pipeline.get(late) + "..")
            .check(CORE);
      }
    }
  }

  @Test
  void theCoreKnowsNoClockNoRandomNoEnvironmentAndNoProcess() {
    ArchRule rule =
        noClasses()
            .should()
            .callMethodWhere(
                target(nameMatching("now")).and(target(owner(nameMatching("java\\.time\\..*")))))
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getenv")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.ProcessBuilder")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.net..");
    rule.check(CORE);
  }

  @Test
  void theCorePrintsNothing() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CORE);
  }

  @Test
  void onlySourceAndBundleTouchFiles() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.slipway.source..", "dev.slipway.bundle..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.nio.file..")
        .check(CORE);
  }

  @Test
  void noCollectionOfUnstableOrderIsMade() {
    DescribedPredicate<JavaCall<?>> unordered =
        DescribedPredicate.describe(
            "make a Map or Set of several elements whose order changes",
            call ->
                call.getTargetOwner().isEquivalentTo(Set.class)
                        && ofSeveral(call, call.getTarget().getRawParameterTypes().size())
                    || call.getTargetOwner().isEquivalentTo(Map.class)
                        && ofSeveral(call, call.getTarget().getRawParameterTypes().size() / 2));
    noClasses()
        .should()
        .callMethodWhere(unordered)
        .because("it changes from one JVM to the next; use LinkedHashMap, TreeMap, TreeSet or List")
        .check(CORE);
  }

  private static boolean ofSeveral(JavaCall<?> call, int elements) {
    return switch (call.getName()) {
      case "copyOf", "ofEntries" -> true;
      case "of" -> elements > 1;
      default -> false;
    };
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> unmarked = new TreeSet<>();
    for (JavaClass type : CORE) {
      JavaPackage home = type.getPackage();
      if (!home.isAnnotatedWith(NullMarked.class)) {
        unmarked.add(home.getName());
      }
    }
    assertThat(unmarked).isEmpty();
  }

  @Test
  void nothingIsCalledUtilHelperManagerOrImpl() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .check(CORE);
  }
}
