package dev.slipway.emit.record;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.gcp.GcpNames;
import dev.slipway.vocabulary.Engine;

/** Data: looking at it, keeping it, bringing it back. */
final class DataChapter {

  private final Commands commands;
  private final Blueprint blueprint;
  private final RunbookText out;

  DataChapter(Commands commands, RunbookText out) {
    this.commands = commands;
    this.out = out;
    blueprint = commands.blueprint();
  }

  void databases() {
    for (Datastore.Relational database : blueprint.datastores(Datastore.Relational.class)) {
      out.because(Provenance.of(database.element(), "database." + database.name() + ".backup"));
      out.heading(2, "Database " + database.name(), "database-" + database.name());
      connect(database);
      backup(database);
      restore(database);
      pointInTime(database);
      failover(database);
    }
    out.markdown().withoutReason();
  }

  private void connect(Datastore.Relational database) {
    String instance = commands.instance(database.name());
    boolean mysql = database.engine() == Engine.MYSQL;
    out.heading(3, "Connect to " + database.name());
    out.say(
        "It has no public address. In the browser, Cloud SQL Studio reaches it; sign in with your"
            + " own identity, no password:");
    out.say(commands.console("sql/instances/" + instance + "/studio"));
    out.say(
        "The first time, somebody who may has to let you in. Put your address in place of"
            + " YOU@EXAMPLE.COM:");
    out.run(
        commands.gcloud(
            "sql users create YOU@EXAMPLE.COM --instance=" + instance + " --type=cloud_iam_user"),
        "gcloud projects add-iam-policy-binding "
            + commands.project()
            + " \\\n  --member=user:YOU@EXAMPLE.COM --role=roles/cloudsql.instanceUser",
        "gcloud projects add-iam-policy-binding "
            + commands.project()
            + " \\\n  --member=user:YOU@EXAMPLE.COM --role=roles/cloudsql.studioUser");
    out.say("From a machine inside the network (VPN or a VM in its subnet), through the proxy:");
    out.run(
        "cloud-sql-proxy --private-ip --auto-iam-authn --port="
            + (mysql ? "3307 " : "5433 ")
            + commands.connectionName(database.name()),
        mysql
            ? "mysql --host=127.0.0.1 --port=3307 --user=YOU " + Shell.word(database.databaseName())
            : "psql \"host=127.0.0.1 port=5433 user=YOU@EXAMPLE.COM dbname="
                + database.databaseName()
                + " sslmode=disable\"");
    out.expect("the prompt of the database. sslmode=disable is right here: the proxy encrypts.");
  }

  private void backup(Datastore.Relational database) {
    String instance = commands.instance(database.name());
    Datastore.RelationalSize size = database.size(blueprint.production().name());
    out.heading(3, "Back Up " + database.name());
    out.say(
        "Every night by itself, "
            + Words.count(size.backupsRetained(), "backup")
            + " kept. Before something risky, one more:");
    out.run(
        commands.gcloud(
            "sql backups create --instance="
                + instance
                + " --description=\"before a risky change\""),
        commands.gcloud("sql backups list --instance=" + instance + " --limit=5"));
    out.expect("the new backup on top, SUCCESSFUL.");
  }

  private void restore(Datastore.Relational database) {
    String instance = commands.instance(database.name());
    out.heading(3, "Restore " + database.name() + " from a Backup");
    out.labelled(
        "This overwrites everything",
        "with the state of the backup; what was written since then is gone. Prefer a point in time"
            + " (next entry) unless the whole database is lost. Two people should agree.");
    out.run(
        commands.gcloud("sql backups list --instance=" + instance),
        commands.gcloud("sql backups restore BACKUP_ID --restore-instance=" + instance));
    out.expect(
        "\"Restored\", after some minutes for a small database and up to hours for a large one."
            + " Then check newest rows in Studio and error rate on the dashboard.");
  }

  private void pointInTime(Datastore.Relational database) {
    int days = database.size(blueprint.production().name()).pointInTimeDays();
    if (days == 0) {
      return;
    }
    String instance = commands.instance(database.name());
    String clone = GcpNames.instance(blueprint, database.name() + "-restored");
    out.heading(3, "Bring " + database.name() + " Back to a Point in Time");
    out.say(
        "Any second of the last "
            + Words.count(days, "day")
            + ". The clone is a new instance; the running one is not touched."
            + " TIME is UTC, just before the damage, like 2026-01-31T02:59:00Z.");
    out.run(
        commands.gcloud("sql instances clone " + instance + " " + clone + " --point-in-time=TIME"));
    out.expect(
        "\"Created\", after 10 to 30 minutes. Look into the clone in Studio: is the lost data"
            + " there?");
    copyBack(database, instance, clone);
  }

  private void copyBack(Datastore.Relational database, String instance, String clone) {
    String bucket = GcpNames.bucket(blueprint.production().accountId(), "terraform-state");
    String name = Shell.word(database.databaseName());
    boolean mysql = database.engine() == Engine.MYSQL;
    out.say(
        "Copy it back by a dump. It goes through the state's bucket for lack of a better place:"
            + " remove it and the rights afterwards.");
    out.run(
        "for i in "
            + clone
            + " "
            + instance
            + "; do\n  gcloud storage buckets add-iam-policy-binding gs://"
            + bucket
            + " --role=roles/storage.objectAdmin \\\n"
            + "    --member=\"serviceAccount:$(gcloud sql instances describe $i --project="
            + commands.project()
            + " --format='value(serviceAccountEmailAddress)')\"\ndone",
        commands.gcloud(
            "sql export sql "
                + clone
                + " gs://"
                + bucket
                + "/restore/dump.sql.gz --database="
                + name),
        commands.gcloud(
            "sql databases create "
                + Shell.word(database.databaseName() + "_restored")
                + " --instance="
                + instance),
        commands.gcloud(
            "sql import sql "
                + instance
                + " gs://"
                + bucket
                + "/restore/dump.sql.gz \\\n  --database="
                + Shell.word(database.databaseName() + "_restored")));
    if (mysql) {
      out.say(
          "The running instance now holds both. Copy the lost rows from the one to the other in"
              + " Studio, or rename the tables.");
    } else {
      out.say(
          "The running instance now holds both. Copy the lost rows in Studio, or, if all of it is"
              + " damaged, change the names while nobody is connected:");
      String plain = identifier(database.databaseName());
      out.sql(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
              + plain
              + "' AND pid <> pg_backend_pid();\n"
              + "ALTER DATABASE \""
              + plain
              + "\" RENAME TO \""
              + plain
              + "_damaged\";\n"
              + "ALTER DATABASE \""
              + plain
              + "_restored\" RENAME TO \""
              + plain
              + "\";\n");
    }
    out.say("When it is over:");
    out.run(
        commands.gcloud("sql instances patch " + clone + " --no-deletion-protection"),
        commands.gcloud("sql instances delete " + clone),
        "gcloud storage rm --recursive gs://" + bucket + "/restore/",
        "for i in "
            + instance
            + "; do\n  gcloud storage buckets remove-iam-policy-binding gs://"
            + bucket
            + " --role=roles/storage.objectAdmin \\\n"
            + "    --member=\"serviceAccount:$(gcloud sql instances describe $i --project="
            + commands.project()
            + " --format='value(serviceAccountEmailAddress)')\"\ndone");
  }

  private static String identifier(String name) {
    StringBuilder plain = new StringBuilder();
    name.chars()
        .filter(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-')
        .forEach(c -> plain.append((char) c));
    return plain.toString();
  }

  private void failover(Datastore.Relational database) {
    Datastore.RelationalSize size = database.size(blueprint.production().name());
    if (size.highAvailability()) {
      out.heading(3, "Fail Over " + database.name());
      out.say(
          "The standby takes over by itself within about a minute. By hand, if the zone is sick but"
              + " not dead:");
      out.run(commands.gcloud("sql instances failover " + commands.instance(database.name())));
      out.expect("a minute of connection errors, then none.");
    }
    if (size.readReplicas() > 0) {
      out.heading(3, "Promote the Replica of " + database.name());
      out.say(
          "Only if the primary is lost for good: there is no way back, and what had not reached the"
              + " replica is gone. Then point the services at it by a change of the blueprint.");
      out.run(
          commands.gcloud(
              "sql instances promote-replica "
                  + GcpNames.instance(blueprint, database.name() + "-replica")
                  + "-1"));
    }
  }

  void otherStores() {
    blueprint.datastores(Datastore.Document.class).forEach(this::firestore);
    blueprint.datastores(Datastore.Bucket.class).forEach(this::bucket);
  }

  private void firestore(Datastore.Document document) {
    out.heading(2, "Documents " + document.name(), "documents-" + document.name());
    out.say(
        "Daily backups, kept "
            + Words.count(document.backupRetentionDays(), "day")
            + ". A backup is restored into a new database, whose name then has to"
            + " be given to the services:");
    out.run(
        commands.gcloud(
            "firestore backups list --format='table(name,database,state,snapshotTime)'"),
        commands.gcloud(
            "firestore databases restore --source-backup=BACKUP_NAME \\\n  --destination-database="
                + GcpNames.resource(blueprint, document.name() + "-restored")));
    out.expect("an operation; it takes minutes to hours, by size.");
  }

  private void bucket(Datastore.Bucket bucket) {
    String name = GcpNames.bucket(blueprint.production().accountId(), bucket.name());
    out.heading(2, "Bucket " + bucket.name(), "bucket-" + bucket.name());
    if (bucket.versioning()) {
      out.say(
          "Overwritten and deleted objects are kept for a while as older versions. To bring one"
              + " back, copy its generation over it:");
      out.run(
          "gcloud storage ls --all-versions gs://" + name + "/PATH",
          "gcloud storage cp gs://" + name + "/PATH#GENERATION gs://" + name + "/PATH");
    } else {
      out.say(
          "Objects are not versioned; what was deleted can be brought back for seven days, if soft"
              + " delete is on:");
      out.run(
          "gcloud storage ls --soft-deleted gs://" + name + "/PATH",
          "gcloud storage restore gs://" + name + "/PATH#GENERATION");
    }
  }
}
