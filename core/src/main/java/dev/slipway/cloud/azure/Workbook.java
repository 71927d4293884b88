package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Observability.Chart;
import dev.slipway.cloud.StackPart;
import dev.slipway.cloud.azure.WorkbookCharts.Panel;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The charts, in one workbook: unlike a dashboard of the portal it asks metrics and logs alike. */
final class Workbook {

  static final ResourceAddress WORKBOOK =
      ResourceAddress.managed("azurerm_application_insights_workbook", "main");
  private static final int TEXT = 1;
  private static final int QUERY = 3;
  private static final int METRIC = 10;
  private static final int LINES = 2;
  private static final int DAY_MILLIS = 86_400_000;

  private Workbook() {}

  static void add(Blueprint blueprint, StackPart.Builder part) {
    List<Expression> items = new ArrayList<>();
    for (Chart chart : blueprint.observability().charts()) {
      WorkbookCharts.panels(blueprint, chart).forEach(panel -> items.add(item(panel)));
    }
    if (items.isEmpty()) {
      return;
    }
    SequencedMap<String, Expression> data = new LinkedHashMap<>();
    data.put("version", text("Notebook/1.0"));
    data.put("items", list(items));
    data.put("fallbackResourceIds", list(AzureAddresses.LOGS.reference().dot("id")));
    part.resource(
        Monitoring.FILE,
        WORKBOOK,
        "",
        Body.builder()
            .set(
                "name",
                call(
                    "uuidv5",
                    text("url"),
                    template(
                        "https://portal.azure.com/",
                        var("subscription_id"),
                        "/" + blueprint.project().slug())))
            .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
            .set("location", var("location"))
            .set("display_name", blueprint.project().name())
            .set(
                "source_id",
                call("lower", AzureAddresses.LOGS.reference().dot("id")),
                "Azure gives it back in small letters.")
            .set("data_json", call("jsonencode", object(data)))
            .set("tags", local("tags")),
        Monitoring.WHY);
  }

  private static Expression item(Panel panel) {
    SequencedMap<String, Expression> item = new LinkedHashMap<>();
    switch (panel) {
      case Panel.Metrics metrics -> {
        item.put("type", number(METRIC));
        item.put("content", metrics(metrics));
      }
      case Panel.Logs logs -> {
        item.put("type", number(QUERY));
        item.put("content", logs(logs));
      }
      case Panel.Note note -> {
        item.put("type", number(TEXT));
        SequencedMap<String, Expression> content = new LinkedHashMap<>();
        content.put("json", text(note.markdown()));
        item.put("content", object(content));
      }
    }
    item.put("name", text(panel.title()));
    item.put("customWidth", text("50"));
    return object(item);
  }

  private static Expression metrics(Panel.Metrics panel) {
    List<Expression> metrics = new ArrayList<>();
    for (WorkbookCharts.Series series : panel.series()) {
      SequencedMap<String, Expression> metric = new LinkedHashMap<>();
      metric.put("namespace", text(panel.namespace()));
      metric.put("metric", text(panel.namespace() + "--" + series.metric()));
      metric.put("aggregation", number(series.aggregation().code()));
      series.splitBy().ifPresent(dimension -> metric.put("splitBy", text(dimension)));
      metrics.add(object(metric));
    }
    SequencedMap<String, Expression> content = new LinkedHashMap<>();
    content.put("version", text("MetricsItem/2.0"));
    content.put("title", text(panel.title()));
    content.put("size", number(0));
    content.put("chartType", number(LINES));
    content.put("resourceType", text(panel.namespace()));
    content.put("metricScope", number(0));
    content.put("resourceIds", list(panel.resources()));
    content.put("timeContext", day());
    content.put("metrics", list(metrics));
    return object(content);
  }

  private static Expression logs(Panel.Logs panel) {
    SequencedMap<String, Expression> content = new LinkedHashMap<>();
    content.put("version", text("KqlItem/1.0"));
    content.put("title", text(panel.title()));
    content.put("size", number(0));
    content.put("query", call("join", text("\n"), list(panel.lines())));
    content.put("timeContext", day());
    content.put("queryType", number(0));
    content.put("resourceType", text("microsoft.operationalinsights/workspaces"));
    content.put("crossComponentResources", list(AzureAddresses.LOGS.reference().dot("id")));
    content.put("visualization", text("timechart"));
    return object(content);
  }

  private static Expression day() {
    SequencedMap<String, Expression> context = new LinkedHashMap<>();
    context.put("durationMs", number(DAY_MILLIS));
    return object(context);
  }
}
