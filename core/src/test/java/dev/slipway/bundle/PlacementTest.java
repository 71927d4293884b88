package dev.slipway.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Blueprints;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.bundle.Placement.Change;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.GeneratedFile.LineProvenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacementTest {

  private static final Blueprint BLUEPRINT = Blueprints.minimal();
  private static final String FIRST = "one\ntwo\nthree\nfour\nfive\nsix\n";

  @TempDir private Path root;

  @Test
  void writesEveryFileAndAManifest() throws IOException {
    write(file("terraform/main.tf", FIRST));

    assertThat(root.resolve("terraform/main.tf")).hasContent(FIRST);
    assertThat(Manifest.parse(Files.readString(root.resolve(Manifest.PATH))))
        .hasValueSatisfying(manifest ->
            assertThat(manifest.files())
                .extracting(Manifest.FileEntry::path)
                .containsExactly("terraform/main.tf"));
    assertThat(root.resolve(".slipway/staging")).doesNotExist();
    assertThat(root.resolve(".slipway/journal")).doesNotExist();
  }

  @Test
  void aSecondRunOnTheSameInputChangesNoByte() throws IOException {
    write(file("a.tf", FIRST), file("b.tf", "b\n"));
    List<String> before = contents();

    Outcome<Placement> second = plan(file("a.tf", FIRST), file("b.tf", "b\n"));

    assertThat(second.value().nothingToWrite()).isTrue();
    second.value().write();
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void theDigestIsThatOfTheListThatSha256sumPrints() throws IOException {
    Placement placement = plan(file("b", "2\n"), file("a", "1\n")).value();

    String list = Digest.of("1\n") + "  a\n" + Digest.of("2\n") + "  b\n";
    assertThat(placement.digest()).isEqualTo(Digest.of(list));
  }

  @Test
  void anEditAndANewDesignInDifferentPlacesAreMerged() throws IOException {
    write(file("main.tf", FIRST));
    edit("main.tf", FIRST.replace("two", "two, by hand"));

    Outcome<Placement> outcome = plan(file("main.tf", FIRST.replace("six", "six, designed anew")));
    outcome.value().write();

    assertThat(outcome.diagnostics()).isEmpty();
    assertThat(kinds(outcome)).containsExactly(Change.Kind.MERGED);
    assertThat(root.resolve("main.tf"))
        .hasContent("one\ntwo, by hand\nthree\nfour\nfive\nsix, designed anew\n");
  }

  @Test
  void anEditSurvivesARunThatChangesNothing() throws IOException {
    write(file("main.tf", FIRST));
    edit("main.tf", FIRST + "resource by hand\n");

    write(file("main.tf", FIRST));
    write(file("main.tf", FIRST));

    assertThat(root.resolve("main.tf")).hasContent(FIRST + "resource by hand\n");
  }

  @Test
  void theDigestCoversTheEdit() throws IOException {
    String untouched = plan(file("main.tf", FIRST)).value().digest();
    write(file("main.tf", FIRST));
    edit("main.tf", FIRST + "by hand\n");

    assertThat(plan(file("main.tf", FIRST)).value().digest()).isNotEqualTo(untouched);
  }

  @Test
  void aRealConflictIsMarkedAndReportedUntilItIsSettled() throws IOException {
    write(file("main.tf", FIRST));
    edit("main.tf", FIRST.replace("three", "mine"));

    Outcome<Placement> outcome = plan(file("main.tf", FIRST.replace("three", "theirs")));
    outcome.value().write();

    assertThat(kinds(outcome)).containsExactly(Change.Kind.CONFLICTED);
    assertThat(Files.readString(root.resolve("main.tf")))
        .contains("<<<<<<< yours\nmine\n")
        .contains("theirs\n>>>>>>> generated\n");
    assertThat(outcome.diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.span().orElseThrow()).hasToString("main.tf:3"));
    assertThat(plan(file("main.tf", FIRST.replace("three", "theirs"))).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("SLIP-MERGE-CONFLICT");
  }

  @Test
  void aFileThatSlipwayDidNotWriteIsNeverOverwritten() throws IOException {
    edit("main.tf", "mine\n");

    Outcome<Placement> outcome = plan(file("main.tf", FIRST));

    assertThat(outcome.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("SLIP-FILE-NOT-OURS");
    assertThat(root.resolve("main.tf")).hasContent("mine\n");
  }

  @Test
  void aGeneratedFileThatWasDeletedStaysAway() throws IOException {
    write(file("a.tf", "a\n"), file("b.tf", "b\n"));
    Files.delete(root.resolve("a.tf"));

    Outcome<Placement> outcome = plan(file("a.tf", "a\n"), file("b.tf", "b\n"));
    outcome.value().write();

    assertThat(root.resolve("a.tf")).doesNotExist();
    assertThat(outcome.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("SLIP-FILE-DELETED");
    plan(file("a.tf", "designed anew\n"), file("b.tf", "b\n")).value().write();
    assertThat(root.resolve("a.tf")).doesNotExist();
  }

  @Test
  void aFileThatIsNoLongerDesignedGoesUnlessItWasEdited() throws IOException {
    write(file("plain.tf", "a\n"), file("edited.tf", "b\n"), file("stays.tf", "c\n"));
    edit("edited.tf", "b\nby hand\n");

    Outcome<Placement> outcome = plan(file("stays.tf", "c\n"));
    outcome.value().write();

    assertThat(root.resolve("plain.tf")).doesNotExist();
    assertThat(root.resolve("edited.tf")).hasContent("b\nby hand\n");
    assertThat(outcome.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("SLIP-FILE-OBSOLETE");
  }

  @Test
  void theReasonForALineFollowsTheLineThroughAnEdit() throws IOException {
    Provenance reason = Provenance.of(Element.workload("api"), "workload.api.kind");
    GeneratedFile generated =
        new GeneratedFile(
            "main.tf", FIRST, false, List.of(new LineProvenance(4, 4, reason, Optional.empty())));
    plan(generated).value().write();
    edit("main.tf", "by hand\nby hand\n" + FIRST);

    GeneratedFile placed = plan(generated).value().files().getFirst();

    assertThat(placed.at(6))
        .hasValueSatisfying(run -> assertThat(run.provenance()).isEqualTo(reason));
    assertThat(placed.at(4)).isEmpty();
  }

  @Test
  void aPathThatLeavesTheFolderIsRefused() {
    assertThatThrownBy(() -> plan(file("../outside", "x\n")))
        .isInstanceOf(TargetTree.HostilePath.class);
    assertThat(root.resolveSibling("outside")).doesNotExist();
  }

  @Test
  void aLinkOutOfTheFolderIsNotFollowed(@TempDir Path elsewhere) throws IOException {
    Files.createSymbolicLink(root.resolve("terraform"), elsewhere);

    assertThatThrownBy(() -> plan(file("terraform/main.tf", FIRST)))
        .isInstanceOf(TargetTree.HostilePath.class)
        .hasMessageContaining("link");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void aFolderInTheWayLeavesEverythingAsItWas() throws IOException {
    write(file("a.tf", "a\n"));
    Files.createDirectories(root.resolve("b.tf/inner"));
    List<String> before = contents();

    assertThatThrownBy(() -> plan(file("a.tf", "new\n"), file("b.tf", "b\n")).value().write())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in the way");
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void aRunThatDiedAfterItsJournalIsFinishedByTheNext() throws IOException {
    write(file("a.tf", "old\n"), file("b.tf", "old\n"), file("gone.tf", "old\n"));
    // What a run leaves that dies between two moves: a.tf has moved, b.tf has not, gone.tf is still
    // there.
    edit("a.tf", "new\n");
    edit(".slipway/staging/b.tf", "new\n");
    edit(".slipway/journal", "move a.tf\nmove b.tf\ndelete gone.tf\nend\n");

    assertThat(new TargetTree(root).recover()).isTrue();

    assertThat(root.resolve("a.tf")).hasContent("new\n");
    assertThat(root.resolve("b.tf")).hasContent("new\n");
    assertThat(root.resolve("gone.tf")).doesNotExist();
    assertThat(root.resolve(".slipway/journal")).doesNotExist();
  }

  @Test
  void aRunThatDiedBeforeItsJournalWasWholeIsForgotten() throws IOException {
    write(file("a.tf", "old\n"));
    edit(".slipway/staging/a.tf", "new\n");
    edit(".slipway/journal", "move a.tf\n");

    assertThat(new TargetTree(root).recover()).isFalse();

    assertThat(root.resolve("a.tf")).hasContent("old\n");
    assertThat(root.resolve(".slipway/staging")).doesNotExist();
  }

  private Outcome<Placement> plan(GeneratedFile... files) throws IOException {
    return Placement.plan(new TargetTree(root), "slipway test", BLUEPRINT, List.of(files));
  }

  private void write(GeneratedFile... files) throws IOException {
    Outcome<Placement> outcome = plan(files);
    assertThat(outcome.diagnostics()).isEmpty();
    outcome.value().write();
  }

  private void edit(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static GeneratedFile file(String path, String text) {
    return new GeneratedFile(path, text, false, List.of());
  }

  private static List<Change.Kind> kinds(Outcome<Placement> outcome) {
    return outcome.value().changes().stream().map(Change::kind).toList();
  }

  /** Every file with its text, to compare before and after. */
  private List<String> contents() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .map(f -> {
            try {
              return root.relativize(f) + "\n" + Files.readString(f);
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          })
          .toList();
    }
  }
}
