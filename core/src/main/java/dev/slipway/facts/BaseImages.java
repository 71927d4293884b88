package dev.slipway.facts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Official container images by index digest, as public repositories pin them. */
public final class BaseImages {

  private BaseImages() {}

  /**
   * One image.
   *
   * @param image such as {@code python} or {@code gcr.io/distroless/static-debian13}
   * @param tag such as {@code 3.14-slim}
   * @param digest {@code sha256:…}
   * @param confirmed whether at least two independent sources state this digest; pin only then
   */
  public record Image(
      String image, String tag, String digest, boolean confirmed, String notes, FactSource source) {

    /** {@code image:tag}, with the digest when it is confirmed. */
    public String reference() {
      return image + ":" + tag + (confirmed ? "@" + digest : "");
    }
  }

  private static final class Loaded {
    private static final Map<String, Image> BY_NAME = load();
  }

  /** The image of a reference {@code image:tag}. */
  public static Optional<Image> find(String reference) {
    return Optional.ofNullable(Loaded.BY_NAME.get(reference));
  }

  public static Optional<Image> find(String image, String tag) {
    return find(image + ":" + tag);
  }

  /** All known images of a name, in the order of the data. */
  public static List<Image> of(String image) {
    return Loaded.BY_NAME.values().stream().filter(one -> one.image().equals(image)).toList();
  }

  private static Map<String, Image> load() {
    Map<String, Image> images = new LinkedHashMap<>();
    for (String[] row : FactLines.table("base-images.tsv")) {
      images.put(
          row[0] + ":" + row[1],
          new Image(
              row[0], row[1], row[2], confirmed(row[5]), row[5], new FactSource(row[3], row[4])));
    }
    return images;
  }

  private static boolean confirmed(String notes) {
    boolean single =
        notes.contains("ONE source")
            || notes.contains("one source")
            || notes.contains("one project");
    return notes.contains(" agree") && !single;
  }
}
