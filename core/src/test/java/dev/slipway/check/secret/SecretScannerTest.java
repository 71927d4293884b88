package dev.slipway.check.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.evidence.Span;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SecretScannerTest {

  // Put together at run time, so that no scanner finds a key in this file.
  private static final String GITHUB = "ghp" + "_" + "a8Kd02LmXq71PzRtUv55WbYc39NfGhJ4eS6o";
  private static final String RANDOM = "q7Rk" + "29xVb0LmZt84Wp";

  private static List<String> codes(String path, String text) {
    return SecretScanner.scan(path, text).stream().map(Diagnostic::code).toList();
  }

  @Test
  void findsAKeyByItsFormAndShowsFourCharactersOfIt() {
    List<Diagnostic> found = SecretScanner.scan("app/config.py", "a = 1\nx = '" + GITHUB + "'\n");
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().code()).isEqualTo("SLIP-SECRET-GITHUB");
    assertThat(found.getFirst().severity()).isEqualTo(Severity.ERROR);
    assertThat(found.getFirst().span().orElseThrow()).hasToString("app/config.py:2");
    assertThat(found.getFirst().toString())
        .contains("ghp_…")
        .doesNotContain(GITHUB.substring(4, 9));
  }

  @Test
  void findsPrivateKeysAndPasswordsInAddresses() {
    String key = "-----BEGIN RSA PRIVATE " + "KEY-----\n" + "MIIEpAIBAAKCAQEA7bq1".repeat(4) + "\n";
    assertThat(codes("id_rsa", key)).containsExactly("SLIP-SECRET-PRIVATE-KEY");
    assertThat(codes("README.md", "-----BEGIN PRIVATE " + "KEY-----\n...\n")).isEmpty();
    assertThat(codes("a.env", "DB=postgres://app:" + RANDOM + "@db.internal/app\n"))
        .containsExactly("SLIP-SECRET-URL");
    assertThat(codes("a.env", "DB=postgres://postgres:postgres@db/app\nX=https://a:b@localhost/\n"))
        .isEmpty();
    assertThat(codes("a.env", "DB=postgres://app:${PASSWORD}@db/app\n")).isEmpty();
  }

  @Test
  void findsRandomValuesGivenToSecretNames() {
    assertThat(codes("settings.py", "API_TOKEN = \"" + RANDOM + "\"\n"))
        .containsExactly("SLIP-SECRET-ASSIGNED");
    assertThat(codes("values.yaml", "  db_password: " + RANDOM + "\n"))
        .containsExactly("SLIP-SECRET-ASSIGNED");
  }

  @Test
  void staysSilentAboutWhatOnlyLooksLikeASecret() {
    assertThat(codes("uv.lock", "token = \"" + RANDOM + "\"\n")).isEmpty();
    assertThat(codes("a.py", "password = os.environ['DATABASE_PASSWORD_2']\n")).isEmpty();
    assertThat(codes("a.tf", "secret = google_secret_manager_secret.db1.id\n")).isEmpty();
    assertThat(codes("a.yml", "token: 3d3c42e5aac5ba805825da76410c181273ba90b1\n")).isEmpty();
    assertThat(codes("a.yml", "secret_id: 123e4567-e89b-42d3-a456-426614174000\n")).isEmpty();
    assertThat(codes(".env.example", "OPENAI_API_KEY=sk-your-key-here-0123456789\n")).isEmpty();
    assertThat(codes("a.yml", "key: ${{ secrets.DEPLOY_TOKEN_1 }}\n")).isEmpty();
    assertThat(codes("a.md", "AKIA" + "IOSFODNN7EXAMPLE\n")).isEmpty();
  }

  @Test
  void aKeyAmongTestsIsAWarning() {
    assertThat(SecretScanner.scan("tests/test_a.py", GITHUB).getFirst().severity())
        .isEqualTo(Severity.WARNING);
  }

  @Test
  @Timeout(5)
  void isLinearOnLongLines() {
    String text = "sk-ghp_://a:b".repeat(300_000);
    assertThat(SecretScanner.scan("a.min.js", text)).isEmpty();
  }

  @Test
  void saysAKeyOnceAndTakesAKeyOfBrowsersForAReasonToLook() {
    String maps = "AIza" + "SyB9xQ2mLk7Vt4Rw8Zp1Nc6Yd3Hg5Jf0TsU";
    List<Diagnostic> found = SecretScanner.scan("settings.py", "MAP_API_KEY = \"" + maps + "\"\n");
    assertThat(found)
        .singleElement()
        .satisfies(d -> assertThat(d.code()).isEqualTo("SLIP-SECRET-GOOGLE"))
        .satisfies(d -> assertThat(d.severity()).isEqualTo(Severity.WARNING));
  }

  @Test
  void takesNamesForNames() {
    assertThat(codes("main.tf", "  secret_id = \"shop-aws-s3-access-key-id-2\"\n")).isEmpty();
    assertThat(codes("tests/a.py", "x = 'smtp://me:" + RANDOM + "@mail.example.org'\n")).isEmpty();
  }

  /** Digits and letters as keys have them, the same each time. */
  private static String random(String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    int state = 7;
    for (int i = 0; i < length; i++) {
      state = (state * 1103 + 12345) & 0x7fff;
      text.append(alphabet.charAt((state >> 4) % alphabet.length()));
    }
    return text.toString();
  }

  private static final String HEX = "0123456789abcdef";
  private static final String LETTERS = "abcdefghijkmnopqrsuvwyzABCDEFGHJKLMNPQRSUVWYZ23456789";

  static Stream<Arguments> keys() {
    return Stream.of(
        Arguments.of("AZURE", "8Qx8" + "Q~" + random(LETTERS, 34)),
        Arguments.of("DIGITALOCEAN", "dop" + "_v1_" + random(HEX, 64)),
        Arguments.of("CLOUDFLARE", "v1" + ".0-" + random(HEX, 24) + "-" + random(HEX, 146)),
        Arguments.of("NEWRELIC", random(HEX, 36) + "NR" + "AL"),
        Arguments.of("MAILGUN", "key" + "-" + random(HEX, 32)),
        Arguments.of("TELEGRAM", "583920174:" + "AA" + random(LETTERS, 33)),
        Arguments.of(
            "DISCORD",
            "https://discord.com/api" + "/webhooks/839201746501928374/" + random(LETTERS, 68)),
        Arguments.of("SHOPIFY", "shp" + "at_" + random(HEX, 32)),
        Arguments.of("SQUARE", "sq0" + "csp-" + random(LETTERS, 43)),
        Arguments.of("LINEAR", "lin" + "_api_" + random(LETTERS, 40)),
        Arguments.of("NOTION", "ntn" + "_" + random(LETTERS, 46)),
        Arguments.of("VAULT", "hv" + "s." + random(LETTERS, 30)),
        Arguments.of("TERRAFORM", random(LETTERS, 14) + ".atlas" + "v1." + random(LETTERS, 64)),
        Arguments.of("DOCKER", "dckr" + "_pat_" + random(LETTERS, 27)),
        Arguments.of("GRAFANA", "gl" + "sa_" + random(LETTERS, 32) + "_" + random(HEX, 8)),
        Arguments.of("DATABRICKS", "da" + "pi" + random(HEX, 32)),
        Arguments.of(
            "AGE", "AGE-SECRET-" + "KEY-1" + random("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", 58)));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void marksAKeyOfAProviderFromItsBeginningToItsEnd(String code, String key) {
    String line = "value = '" + key + "'";
    List<Diagnostic> found = SecretScanner.scan("app/config.py", line + "\n");
    assertThat(found)
        .singleElement()
        .satisfies(d -> {
          assertThat(d.code()).isEqualTo("SLIP-SECRET-" + code);
          Span span = d.span().orElseThrow();
          assertThat(key).endsWith(line.substring(span.column() - 1, span.endColumn() - 1));
          assertThat(span.endColumn() - 1).isEqualTo(line.length() - 1);
          assertThat(d.toString()).doesNotContain(key.substring(key.length() - 12));
        });
  }

  @Test
  void findsPasswordsInConnectionStringsAndMarksThem() {
    String ado =
        "Server=db.corp.net;Database=a;User Id=sa;Pass" + "word=" + RANDOM + ";Encrypt=true";
    assertThat(SecretScanner.scan("appsettings.json", "\"Default\": \"" + ado + "\"\n"))
        .singleElement()
        .satisfies(d -> {
          assertThat(d.code()).isEqualTo("SLIP-SECRET-CONNECTION");
          assertThat(d.span().orElseThrow().endColumn() - d.span().orElseThrow().column())
              .isEqualTo(RANDOM.length());
          assertThat(d.toString()).doesNotContain(RANDOM);
        });
    assertThat(codes("a.properties", "url=jdbc:mysql://db.corp.net/a?user=b&password=" + RANDOM))
        .containsExactly("SLIP-SECRET-CONNECTION");
    assertThat(codes("a.json", "Server=localhost;User Id=sa;Password=" + RANDOM + ";")).isEmpty();
    assertThat(codes("a.json", "Server=db.corp.net;User Id=sa;Password={0};")).isEmpty();
    assertThat(codes("README.md", "call it with password=" + "hunter22\n")).isEmpty();
  }

  @Test
  void findsSignedTokensThatAreNoExamples() {
    String head = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
    String end = "." + random(LETTERS, 43);
    String own = head + "." + encoded("{\"sub\":\"deploy\",\"scope\":\"admin\"}") + end;
    String anonymous = head + "." + encoded("{\"iss\":\"supabase\",\"role\":\"anon\"}") + end;
    String shown = head + "." + encoded("{\"sub\":\"1234567890\",\"name\":\"John Doe\"}") + end;
    assertThat(codes("a.js", "const t = '" + own + "'\n")).containsExactly("SLIP-SECRET-TOKEN");
    assertThat(codes("a.js", "const t = '" + anonymous + "'\n")).isEmpty();
    assertThat(codes("a.js", "const t = '" + shown + "'\n")).isEmpty();
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void knowsTheKeyOfAServiceAccountAndOfPutty() {
    String account =
        """
        {"type": "service_account", "private_key": "-----BEGIN PRIVATE @-----\\nBODY\\n"}
        """
            .replace("@", "KEY")
            .replace("BODY", random(LETTERS, 64));
    assertThat(SecretScanner.scan("key.json", account))
        .singleElement()
        .satisfies(d -> assertThat(d.summary()).contains("Google service account"));
    assertThat(codes("a.ppk", "PuTTY-User-Key-File-3: ssh-rsa\nPrivate-Lines: 8\nAAAB\n"))
        .containsExactly("SLIP-SECRET-PRIVATE-KEY");
  }

  @Test
  void takesNamesOfThingsInCodeForNames() {
    assertThat(codes("a.ts", "const accessToken = 'createAccessToken2'\n")).isEmpty();
    assertThat(codes("a.ts", "passwordFile: 'zR4kQ29xVb0LmZt84Wp'\n")).isEmpty();
    assertThat(codes("a.tf", "admin_password = \"P@ssw0rd1234!\"\n")).isEmpty();
    assertThat(codes("a.py", "token_url = 'b29xVb0LmZt84Wpq7Rk'\n")).isEmpty();
  }
}
