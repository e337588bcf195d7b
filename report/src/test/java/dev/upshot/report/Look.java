package dev.upshot.report;
import java.nio.file.*;
import java.util.*;
import org.junit.jupiter.api.Test;
class Look { @Test void look() throws Exception { ReportRun.write(Scorecards.several(), EnumSet.allOf(Format.class), Path.of("/tmp/look")); Files.writeString(Path.of("/tmp/look/table.txt"), Scorecards.several().table()); } }
