package dev.slipway.terraform;

import dev.slipway.hcl.syntax.Problems;
import java.util.ArrayList;
import java.util.List;

/** Reads the files of {@code terraform test} that belong to a root module. */
final class TestFileReader {

  private TestFileReader() {}

  static List<TestFile> read(String folder, ModuleFolders folders, Problems problems) {
    List<TestFile> tests = new ArrayList<>();
    for (String path : folders.files(folder).tests()) {
      folders.file(path, problems).ifPresent(file -> tests.add(new TestFile(path, file)));
    }
    return tests;
  }
}
