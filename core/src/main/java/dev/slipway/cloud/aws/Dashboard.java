package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Observability.Chart;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.StackPart;
import dev.slipway.cloud.aws.DashboardLines.Line;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The dashboard, two charts a row, in the blueprint's order. */
final class Dashboard {

  private static final int WIDTH = 12;
  private static final int HEIGHT = 6;

  private Dashboard() {}

  static void add(Blueprint blueprint, StackPart.Builder part) {
    List<Expression> widgets = new ArrayList<>();
    for (Chart chart : blueprint.observability().charts()) {
      List<Line> lines = DashboardLines.of(blueprint, chart);
      if (!lines.isEmpty()) {
        widgets.add(widget(widgets.size(), chart, lines));
      }
    }
    if (widgets.isEmpty()) {
      return;
    }
    SequencedMap<String, Expression> dashboard = new LinkedHashMap<>();
    dashboard.put("widgets", list(widgets));
    part.resource(
        MonitoringPass.FILE,
        AwsAddresses.DASHBOARD,
        "",
        Body.builder()
            .set("dashboard_name", blueprint.project().slug())
            .set("dashboard_body", call("jsonencode", object(dashboard))),
        Provenance.of(Element.of(Element.Kind.OBSERVABILITY), "observability.alerts"));
  }

  private static Expression widget(int index, Chart chart, List<Line> lines) {
    SequencedMap<String, Expression> properties = new LinkedHashMap<>();
    properties.put("title", text(chart.title()));
    properties.put("region", DashboardLines.global(chart) ? text("us-east-1") : var("region"));
    properties.put("view", text("timeSeries"));
    properties.put("stacked", bool(false));
    properties.put("period", number(DashboardLines.global(chart) ? 86_400 : 300));
    properties.put("metrics", list(lines.stream().map(Dashboard::metric).toList()));
    SequencedMap<String, Expression> widget = new LinkedHashMap<>();
    widget.put("type", text("metric"));
    widget.put("x", number(index % 2 * WIDTH));
    widget.put("y", number(index / 2 * HEIGHT));
    widget.put("width", number(WIDTH));
    widget.put("height", number(HEIGHT));
    widget.put("properties", object(properties));
    return object(widget);
  }

  private static Expression metric(Line line) {
    SequencedMap<String, Expression> options = new LinkedHashMap<>();
    if (line.metric().isEmpty()) {
      options.put("expression", text(line.expression()));
      options.put("label", text(line.label()));
      return list(object(options));
    }
    Alarm.Metric metric = line.metric().get();
    List<Expression> items = new ArrayList<>();
    items.add(text(metric.namespace()));
    items.add(text(metric.name()));
    metric
        .dimensions()
        .forEach((name, value) -> {
          items.add(text(name));
          items.add(value);
        });
    options.put("stat", text(metric.statistic()));
    options.put("label", text(line.label()));
    if (!line.id().isEmpty()) {
      options.put("id", text(line.id()));
      options.put("visible", bool(false));
    }
    items.add(object(options));
    return list(items);
  }
}
