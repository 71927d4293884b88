package dev.slipway.intake.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Regions by the names that clouds give them. */
final class Regions {

  private static final Pattern NAME =
      Pattern.compile(
          "\\b(?:(?:europe|us|asia|northamerica|southamerica|australia|africa|me)-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)[0-9]{1,2}"
              + "|(?:us|eu|ap|sa|ca|me|af|il)-(?:gov-)?(?:north|south|east|west|central|northeast|southeast|northwest|southwest)-[0-9]"
              + "|(?:west|north)europe|(?:east|west|central|northcentral|southcentral|westcentral)us[23]?"
              + "|germanywestcentral|francecentral|uksouth|ukwest|swedencentral|switzerlandnorth|norwayeast|polandcentral|italynorth|spaincentral)\\b",
          Pattern.CASE_INSENSITIVE);

  private Regions() {}

  /** Where each region is named, in the order of the text. */
  static List<Region> in(String text) {
    List<Region> found = new ArrayList<>();
    Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      found.add(
          new Region(matcher.group().toLowerCase(Locale.ROOT), matcher.start(), matcher.end()));
    }
    return found;
  }

  /** A region's name and where it stands. */
  record Region(String name, int start, int end) {}
}
