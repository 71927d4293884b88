package dev.slipway.emit.record;

import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Secret;
import dev.slipway.blueprint.Workload;
import java.util.List;

/** What an operator types on one cloud, with the real names of one environment. */
sealed interface OperatorCommands permits AwsOperator, AzureOperator {

  /** What the platform itself tells somebody, and what to do about each. */
  List<String> notices();

  /** What has to be installed, in words. */
  String tools();

  /** The account or subscription of an environment, in words. */
  String place(Environment environment);

  /** Signs in, and shows who one is. */
  Step signIn();

  /** Where the charts are. */
  String charts();

  /** What of a service or worker runs now, and what ran before. */
  List<Step> state(Workload workload);

  /** Sends a service or worker back to what ran before. */
  List<Step> rollBack(Workload workload);

  /** Starts a service or worker again, for example because a secret has changed. */
  List<String> restart(Workload workload);

  List<String> scale(Workload workload, int min, int max);

  /** What the variable is called that holds the scaling in the files of environments. */
  String scalingVariables(Workload workload);

  /** The newest lines of a workload. */
  String logs(Workload workload);

  /** The lines of a workload with errors in them. */
  String errors(Workload workload);

  /** The lines as they come. */
  String follow(Workload workload);

  /** The last runs of a job, and its next one by hand. */
  List<Step> job(Workload job);

  /** Commands that show what an alert has seen. */
  List<String> look(Alert alert);

  /** Where to see slow requests and statements. */
  String insight(Alert alert);

  List<Step> connect(Datastore.Relational database);

  List<Step> backUp(Datastore.Relational database);

  List<Step> restore(Datastore.Relational database);

  List<Step> pointInTime(Datastore.Relational database);

  List<Step> failOver(Datastore.Relational database);

  List<Step> promote(Datastore.Relational database);

  Step resize(Datastore.Relational database);

  Step resize(Datastore.Cache cache);

  /** Bringing back what is in any other store; empty where there is nothing to say. */
  List<Step> recover(Datastore datastore);

  /** Puts a new value in place without showing it. */
  String fill(Secret secret, Environment environment);

  /** How the old value is kept for a while and then gone. */
  Step retire(Secret secret);

  /** What costs how much, and what runs now. */
  List<Step> costs();

  /** Looks at the state's lock, takes it away, and brings an older state back. */
  List<Step> state();

  /** Accounts or subscriptions, before anything else. */
  List<Step> accounts();

  /** The file that completes Terraform's backend. */
  String backend(Environment environment);

  /** The address under which a secret is found in Terraform. */
  String secretAddress(Secret secret);

  /** Certificates: what has to be entered where, and how to see that they are issued. */
  List<Step> certificates(Environment environment);

  /** What a person does when the first region is lost, and back. */
  List<Step> loseRegion();

  List<Step> comeBack();
}
