package dev.slipway.check.validity;

import dev.slipway.terraform.Configuration.ModuleInstance;
import dev.slipway.terraform.InputVariable;
import dev.slipway.terraform.ModuleCall;
import dev.slipway.value.Mark;
import dev.slipway.value.Type;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.MapType;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Value;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What variables and module calls come to as long as nothing is known but their declarations. */
final class UnknownNames {

  private UnknownNames() {}

  static void put(Collection<ModuleNames> modules) {
    for (ModuleNames names : modules) {
      for (InputVariable variable : names.module().variables().values()) {
        names.variables().put(variable.name(), variable(variable));
      }
      for (ModuleCall call : names.module().calls().values()) {
        names.modules().put(call.name(), module(call, names.instance()));
      }
    }
  }

  private static Value variable(InputVariable variable) {
    return Value.unknown(variable.type()).with(marks(variable));
  }

  /** What clings to every value of a variable. */
  static Set<Mark> marks(InputVariable variable) {
    EnumSet<Mark> marks = EnumSet.noneOf(Mark.class);
    if (variable.sensitive()) {
      marks.add(Mark.SENSITIVE);
    }
    if (variable.ephemeral()) {
      marks.add(Mark.EPHEMERAL);
    }
    return marks;
  }

  private static Value module(ModuleCall call, ModuleInstance caller) {
    ModuleInstance child = caller.children().get(call.name());
    if (child == null) {
      return Value.DYNAMIC;
    }
    Map<String, Type> outputs = new LinkedHashMap<>();
    child.module().outputs().keySet().forEach(name -> outputs.put(name, Primitive.DYNAMIC));
    Type instance = new ObjectType(outputs);
    if (call.count().isPresent()) {
      return Value.unknown(new ListType(instance));
    }
    return Value.unknown(call.forEach().isPresent() ? new MapType(instance) : instance);
  }
}
