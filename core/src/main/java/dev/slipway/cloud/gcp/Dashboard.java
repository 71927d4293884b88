package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Observability.Chart;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.StackPart;
import dev.slipway.cloud.gcp.DashboardCharts.Line;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The dashboard, two charts a row, in the blueprint's order. */
final class Dashboard {

  private static final int COLUMNS = 48;
  private static final int WIDTH = 24;
  private static final int HEIGHT = 16;

  private Dashboard() {}

  static void add(Blueprint blueprint, StackPart.Builder part) {
    List<Expression> tiles = new ArrayList<>();
    for (Chart chart : blueprint.observability().charts()) {
      List<Line> lines = DashboardCharts.lines(blueprint, chart);
      if (!lines.isEmpty()) {
        tiles.add(tile(tiles.size(), widget(blueprint, chart, lines)));
      }
    }
    if (tiles.isEmpty()) {
      return;
    }
    Map<String, Expression> layout = new LinkedHashMap<>();
    layout.put("columns", number(COLUMNS));
    layout.put("tiles", list(tiles));
    Map<String, Expression> dashboard = new LinkedHashMap<>();
    dashboard.put("displayName", template(blueprint.project().name() + " ", var("environment")));
    dashboard.put("mosaicLayout", object(layout));
    part.resource(
        MonitoringPass.FILE,
        GcpAddresses.DASHBOARD,
        "",
        Body.builder().set("dashboard_json", call("jsonencode", object(dashboard))),
        Provenance.of(Element.of(Element.Kind.OBSERVABILITY), "observability.alerts"));
  }

  private static Expression tile(int index, Expression widget) {
    Map<String, Expression> tile = new LinkedHashMap<>();
    tile.put("xPos", number(index % 2 * WIDTH));
    tile.put("yPos", number(index / 2 * HEIGHT));
    tile.put("width", number(WIDTH));
    tile.put("height", number(HEIGHT));
    tile.put("widget", widget);
    return object(tile);
  }

  private static Expression widget(Blueprint blueprint, Chart chart, List<Line> lines) {
    Map<String, Expression> axis = new LinkedHashMap<>();
    axis.put("label", text(DashboardCharts.unit(chart.kind())));
    axis.put("scale", text("LINEAR"));
    Map<String, Expression> plot = new LinkedHashMap<>();
    plot.put("dataSets", list(lines.stream().map(line -> dataSet(chart, line)).toList()));
    List<Expression> targets =
        DashboardCharts.targets(blueprint, chart).stream().map(Dashboard::threshold).toList();
    if (!targets.isEmpty()) {
      plot.put("thresholds", list(targets));
    }
    plot.put("yAxis", object(axis));
    Map<String, Expression> widget = new LinkedHashMap<>();
    widget.put("title", text(DashboardCharts.title(chart)));
    widget.put("xyChart", object(plot));
    return object(widget);
  }

  private static Expression dataSet(Chart chart, Line line) {
    Map<String, Expression> query = new LinkedHashMap<>();
    query.put("prometheusQuery", line.query());
    query.put("unitOverride", text(DashboardCharts.unitCode(chart.kind())));
    Map<String, Expression> set = new LinkedHashMap<>();
    set.put("legendTemplate", text(line.legend()));
    set.put("plotType", text("LINE"));
    set.put("targetAxis", text("Y1"));
    set.put("timeSeriesQuery", object(query));
    return object(set);
  }

  private static Expression threshold(DashboardCharts.Target target) {
    Map<String, Expression> threshold = new LinkedHashMap<>();
    threshold.put("label", text(target.label()));
    threshold.put("value", number(new BigDecimal(target.value().toPlainString())));
    return object(threshold);
  }
}
