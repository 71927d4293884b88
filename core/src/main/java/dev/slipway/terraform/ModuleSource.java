package dev.slipway.terraform;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a called module comes from. */
public sealed interface ModuleSource {

  /** As written. */
  String text();

  /** A folder relative to the caller's: {@code ./network}. */
  record Local(String text) implements ModuleSource {
    /** The folder in the tree for a caller in {@code from}; empty where that leads out of it. */
    public Optional<String> folder(String from) {
      return FolderPath.resolve(from, text);
    }
  }

  /** {@code hashicorp/consul/aws}, possibly with a host before and a subfolder after. */
  record Registry(String text) implements ModuleSource {}

  /** Anything that is fetched by its address. */
  record Remote(String text) implements ModuleSource {}

  /**
   * Missing, wrong or computed.
   *
   * @param why what is wrong with it; empty where there was nothing to read
   */
  record Invalid(String text, String why) implements ModuleSource {}

  /**
   * Reads a source.
   *
   * @param versioned whether a version is demanded, so that only a registry's module will do
   */
  static ModuleSource parse(String text, boolean versioned) {
    if (Forms.isLocal(text)) {
      return versioned
          ? new Invalid(text, "A folder has no versions; `version` is for modules of a registry.")
          : new Local(text);
    }
    if (Forms.isRegistry(text)) {
      return new Registry(text);
    }
    if (versioned) {
      return new Invalid(
          text, "It is no module of a registry, and only those can be had by `version`.");
    }
    return Forms.isRemote(text)
        ? new Remote(text)
        : new Invalid(
            text, "It is neither a folder nor a module of a registry nor a known form of address.");
  }

  /** How the forms are told apart. */
  final class Forms {

    private static final List<String> LOCAL = List.of("./", "../", ".\\", "..\\");

    private static final Pattern NAME =
        Pattern.compile("[0-9A-Za-z](?:[0-9A-Za-z_-]{0,62}[0-9A-Za-z])?");

    private static final Pattern SYSTEM = Pattern.compile("[0-9a-z]{1,64}");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");
    private static final Pattern FORCED = Pattern.compile("[A-Za-z0-9]+::.+");
    private static final Pattern SSH = Pattern.compile("git@[^:]+:/?.+");

    private Forms() {}

    static boolean isLocal(String text) {
      return LOCAL.stream().anyMatch(text::startsWith);
    }

    static boolean isRegistry(String text) {
      int subfolder = text.indexOf("//");
      String address = subfolder < 0 ? text : text.substring(0, subfolder);
      if (subfolder >= 0 && text.startsWith("../", subfolder + 2)) {
        return false;
      }
      List<String> parts = List.of(address.split("/", -1));
      if (parts.size() == 4) {
        String host = parts.getFirst().toLowerCase(Locale.ROOT);
        if (!host.contains(".") || host.equals("github.com") || host.equals("bitbucket.org")) {
          return false;
        }
        parts = parts.subList(1, 4);
      }
      return parts.size() == 3
          && NAME.matcher(parts.get(0)).matches()
          && NAME.matcher(parts.get(1)).matches()
          && SYSTEM.matcher(parts.get(2)).matches();
    }

    static boolean isRemote(String text) {
      if (text.startsWith("github.com/")) {
        return text.split("/", -1).length >= 3;
      }
      return FORCED.matcher(text).matches()
          || SCHEME.matcher(text).matches()
          || SSH.matcher(text).matches()
          || text.startsWith("bitbucket.org/")
          || text.startsWith("www.googleapis.com/")
          || text.contains(".amazonaws.com/")
          || text.startsWith("/");
    }
  }
}
