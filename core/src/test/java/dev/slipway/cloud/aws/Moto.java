package dev.slipway.cloud.aws;

import dev.slipway.oracle.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.Assertions;

/** An emulator of AWS on this machine, which forgets everything when it is closed. */
final class Moto implements AutoCloseable {

  private static final int ATTEMPTS = 120;
  private final Process process;
  private final String address;

  private Moto(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /** An emulator of this account; skips or fails the test where it is not installed. */
  static Moto start(String account) {
    if (Tool.find("moto_server").isEmpty()) {
      Tool.missing("moto_server is not installed: this test applies to it");
    }
    Path program = Tool.find("moto_server").orElseThrow();
    try {
      int port = freePort();
      ProcessBuilder builder =
          new ProcessBuilder(program.toString(), "-H", "127.0.0.1", "-p", Integer.toString(port))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD);
      builder.environment().put("MOTO_ACCOUNT_ID", account);
      builder.environment().put("MOTO_IAM_LOAD_MANAGED_POLICIES", "true");
      Moto moto = new Moto(builder.start(), "http://127.0.0.1:" + port);
      moto.await();
      return moto;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  String address() {
    return address;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void await() {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address + "/moto-api/data.json"))
              .timeout(Duration.ofSeconds(5))
              .build();
      for (int i = 0; i < ATTEMPTS && process.isAlive(); i++) {
        if (answers(client, request)) {
          return;
        }
        Thread.sleep(500);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    close();
    Assertions.fail("moto_server does not answer");
  }

  private static boolean answers(HttpClient client, HttpRequest request)
      throws InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** What the secret of this name holds in this region. */
  String secret(String name, String region) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .header("X-Amz-Target", "secretsmanager.GetSecretValue")
            .header("Content-Type", "application/x-amz-json-1.1")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=test/20260101/"
                    + region
                    + "/secretsmanager/aws4_request, SignedHeaders=host, Signature=none")
            .POST(HttpRequest.BodyPublishers.ofString("{\"SecretId\": \"" + name + "\"}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Assertions.fail(stopped);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
