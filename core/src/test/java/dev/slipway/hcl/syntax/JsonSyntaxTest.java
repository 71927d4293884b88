package dev.slipway.hcl.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.diagnostic.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HCL's JSON syntax. */
class JsonSyntaxTest {

  private static final Map<String, Integer> LABELS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("resource", 2), Map.entry("variable", 1), Map.entry("terraform", 0)));

  private static String read(String text) {
    HclFile file = HclReader.readJson("main.tf.json", text).value();
    return Written.body(file.body(), LABELS);
  }

  private static List<String> bodyProblems(String text) {
    Problems problems = new Problems();
    HclReader.readJson("main.tf.json", text).value().body().items(LABELS, problems);
    return Written.problems(problems.sorted());
  }

  @Test
  void propertyIsABlockWhereOneMayStandAndAnArgumentElsewhere() {
    assertThat(read("{\"terraform\": {\"x\": 1}, \"other\": {\"x\": 1}}"))
        .isEqualTo("terraform {x = 1}; other = {json'x': 1}");
  }

  @Test
  void eachLabelIsALevelOfObjects() {
    assertThat(read("{\"resource\": {\"a\": {\"b\": {\"x\": 1}, \"c\": {}}, \"d\": {\"e\": {}}}}"))
        .isEqualTo("resource a b {x = 1}; resource a c {}; resource d e {}");
  }

  @Test
  void arrayGivesSeveralBlocksAndNullNone() {
    assertThat(read("{\"variable\": {\"a\": [{\"x\": 1}, {\"x\": 2}], \"b\": null, \"c\": []}}"))
        .isEqualTo("variable a {x = 1}; variable a {x = 2}");
  }

  @Test
  void arrayOfObjectsCountsAsOneObjectForLabelsAndForTheFile() {
    assertThat(read("[{\"variable\": [{\"a\": {}}, {\"b\": {}}]}, {\"x\": 1}]"))
        .isEqualTo("variable a {}; variable b {}; x = 1");
  }

  @Test
  void blocksOfOneTypeMayComeInSeveralProperties() {
    assertThat(read("{\"variable\": {\"a\": {}}, \"variable\": {\"b\": {}}}"))
        .isEqualTo("variable a {}; variable b {}");
  }

  @Test
  void propertyNamedBySlashesIsAComment() {
    assertThat(read("{\"//\": \"note\", \"x\": {\"//\": 1}}")).isEqualTo("x = {json'//': 1}");
  }

  @Test
  void argumentIsSetOnce() {
    assertThat(bodyProblems("{\"x\": 1,\n \"x\": 2}")).containsExactly("2:2 SLIP-HCL-DUPLICATE");
  }

  @Test
  void stringsAreTemplatesAndKeysOfValuesToo() {
    assertThat(
            read("{\"x\": \"a ${b.c} $${d} \\\\n %{ if e }f%{ endif }\", \"y\": {\"${z}\": true}}"))
        .isEqualTo("x = json'a ${b.c} ${d} \\n %if(e|f|)'; y = {json'${z}': true}");
  }

  @Test
  void placesInATemplateLeadBackThroughTheEscapes() {
    HclFile file = HclReader.readJson("m.tf.json", "{\"x\":\n \"\\u0041\\n${ab}\"}").value();
    HclItem.Attribute x = (HclItem.Attribute) file.body().items(Map.of()).getFirst();
    HclExpression.JsonText text = (HclExpression.JsonText) x.value();
    HclExpression.Template template = (HclExpression.Template) text.template();
    var name = (HclExpression.Part.Interpolation) template.parts().getLast();
    assertThat(text.raw()).isEqualTo("A\n${ab}");
    assertThat(name.expression().range().span().line()).isEqualTo(2);
    assertThat(name.expression().range().span().column()).isEqualTo(13);
    assertThat(name.expression().range().span().endColumn()).isEqualTo(15);
  }

  @Test
  void brokenTemplateIsReportedOnlyWhereItIsEvaluated() {
    var outcome = HclReader.readJson("m.tf.json", "{\"description\": \"price in ${\"}");
    assertThat(outcome.diagnostics()).isEmpty();
    HclItem.Attribute item = (HclItem.Attribute) outcome.value().body().items(Map.of()).getFirst();
    HclExpression.JsonText text = (HclExpression.JsonText) item.value();
    assertThat(text.raw()).isEqualTo("price in ${");
    assertThat(((HclExpression.Invalid) text.template()).problems()).hasSize(1);
  }

  @Test
  void numbersAreExact() {
    assertThat(read("{\"a\": -1.50e2, \"b\": 0, \"c\": 123456789012345678901234567890}"))
        .isEqualTo("a = -150; b = 0; c = 123456789012345678901234567890");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "{\"a\": 1,} ¦ 1:8",
        "{\"a\" = 1} ¦ 1:6",
        "{\"a\": 01} ¦ 1:7",
        "{\"a\": +1} ¦ 1:7",
        "{\"a\": tru} ¦ 1:7",
        "{\"a\": 'x'} ¦ 1:7",
        "{\"a\": \"x} ¦ 1:7",
        "{\"a\": \"\\x\"} ¦ 1:8",
        "{\"a\": 1 \"b\": 2} ¦ 1:9",
        "{\"a\": } ¦ 1:7",
        "{\"a\": [1, 2} ¦ 1:12",
        "{\"a\": 1 ¦ 1:1",
        "{a: 1} ¦ 1:2",
        "{} x ¦ 1:4",
        "3 ¦ 1:1",
        "{ # x ¦ 1:3",
        "\uFEFF{} ¦ 1:1",
      })
  void namesTheMistakeAndItsPlace(String text, String place) {
    assertThat(Written.problems(HclReader.readJson("m.tf.json", text).diagnostics()))
        .contains(place + " SLIP-HCL-JSON");
  }

  @Test
  void findsEachMistakeAndKeepsTheRest() {
    String text = "{\n \"a\": tru,\n \"b\" = 2,\n \"c\": [1, 2,],\n \"d\": \"x\n \"e\": 5\n}";
    assertThat(HclReader.readJson("m.tf.json", text).diagnostics())
        .extracting(Diagnostic::code)
        .hasSizeBetween(4, 5);
    assertThat(read(text)).isEqualTo("a = ?; b = 2; c = [1, 2]; d = json'x'; e = 5");
  }

  @Test
  void valueThatCannotBeABodyIsReportedWhenABodyIsWanted() {
    assertThat(bodyProblems("{\"terraform\": 1, \"variable\": {}, \"resource\": {\"a\": [1]}}"))
        .contains("1:15 SLIP-HCL-JSON-BODY", "1:30 SLIP-HCL-JSON-BODY", "1:52 SLIP-HCL-JSON-BODY");
  }
}
