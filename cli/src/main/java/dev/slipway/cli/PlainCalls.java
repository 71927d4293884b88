package dev.slipway.cli;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.InnerClassInfo;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts ordinary methods in the place of two sorts of call that the JVM links anew in each run, at
 * about half a millisecond each, because its start-up archive takes none of them: the choice of a
 * case in a {@code switch} over types, and {@code equals}, {@code hashCode} and {@code toString} of
 * records. The methods do what {@link java.lang.runtime.SwitchBootstraps} and {@link
 * java.lang.runtime.ObjectMethods} promise.
 */
final class PlainCalls {

  private static final String SWITCHES = "SwitchBootstraps";
  private static final String RECORDS = "ObjectMethods";
  private static final int HASH_FACTOR = 31;

  private final ClassDesc self;
  private final String simpleName;
  private final boolean inInterface;
  private final Map<String, Method> methods = new LinkedHashMap<>();

  PlainCalls(ClassModel model) {
    this.self = model.thisClass().asSymbol();
    this.simpleName = simpleName(model);
    this.inInterface = model.flags().has(java.lang.reflect.AccessFlag.INTERFACE);
  }

  private record Method(String name, DynamicCallSiteDesc call) {}

  static boolean isFor(ClassModel model) {
    for (MethodModel method : model.methods()) {
      if (method.code().stream()
          .flatMap(code -> code.elementStream())
          .anyMatch(PlainCalls::isReplaceable)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isReplaceable(CodeElement element) {
    if (!(element instanceof InvokeDynamicInstruction call)) {
      return false;
    }
    DirectMethodHandleDesc bootstrap = call.bootstrapMethod();
    String owner = bootstrap.owner().displayName();
    return owner.equals(RECORDS)
        || owner.equals(SWITCHES)
            && bootstrap.methodName().equals("typeSwitch")
            && call.bootstrapArgs().stream().allMatch(ClassDesc.class::isInstance);
  }

  ClassTransform transform() {
    return ClassTransform.transformingMethodBodies(
            (code, element) -> {
              if (element instanceof InvokeDynamicInstruction call && isReplaceable(call)) {
                Method method = method(call);
                code.invokestatic(self, method.name(), call.typeSymbol(), inInterface);
              } else {
                code.with(element);
              }
            })
        .andThen(ClassTransform.endHandler(this::addMethods));
  }

  private Method method(InvokeDynamicInstruction call) {
    DynamicCallSiteDesc site =
        DynamicCallSiteDesc.of(
            call.bootstrapMethod(),
            call.name().stringValue(),
            call.typeSymbol(),
            call.bootstrapArgs().toArray(ConstantDesc[]::new));
    return methods.computeIfAbsent(
        site.toString() + site.bootstrapArgs().length + List.of(site.bootstrapArgs()),
        key -> new Method("plain$" + site.invocationName() + "$" + methods.size(), site));
  }

  private void addMethods(ClassBuilder builder) {
    int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
    for (Method method : methods.values()) {
      builder.withMethodBody(
          method.name(),
          method.call().invocationType(),
          flags,
          code -> {
            switch (method.call().invocationName()) {
              case "typeSwitch" -> typeSwitch(code, method.call());
              case "equals" -> equal(code, method.call());
              case "hashCode" -> hash(code, method.call());
              case "toString" -> text(code, method.call());
              default -> throw new IllegalStateException(method.name());
            }
          });
    }
  }

  /** The index of the first type from a start that the object is of; -1 for null. */
  private static void typeSwitch(CodeBuilder code, DynamicCallSiteDesc call) {
    code.aload(0).ifThen(java.lang.classfile.Opcode.IFNULL, some -> some.iconst_m1().ireturn());
    int index = 0;
    for (ConstantDesc label : call.bootstrapArgs()) {
      int number = index++;
      var next = code.newLabel();
      code.iload(1).loadConstant(number).if_icmpgt(next);
      code.aload(0).instanceOf((ClassDesc) label).ifeq(next);
      code.loadConstant(number).ireturn();
      code.labelBinding(next);
    }
    code.loadConstant(index).ireturn();
  }

  /** The fields of a record, in the order of their declaration. */
  private static List<DirectMethodHandleDesc> fields(DynamicCallSiteDesc call) {
    List<DirectMethodHandleDesc> fields = new ArrayList<>();
    ConstantDesc[] arguments = call.bootstrapArgs();
    for (int i = 2; i < arguments.length; i++) {
      fields.add((DirectMethodHandleDesc) arguments[i]);
    }
    return fields;
  }

  private static ClassDesc type(DirectMethodHandleDesc field) {
    return field.invocationType().returnType();
  }

  private void load(CodeBuilder code, int slot, DirectMethodHandleDesc field) {
    code.aload(slot).getfield(self, field.methodName(), type(field));
  }

  private void equal(CodeBuilder code, DynamicCallSiteDesc call) {
    var different = code.newLabel();
    var compare = code.newLabel();
    code.aload(0).aload(1).if_acmpne(compare).iconst_1().ireturn().labelBinding(compare);
    code.aload(1).instanceOf(self).ifeq(different);
    code.aload(1).checkcast(self).astore(2);
    for (DirectMethodHandleDesc field : fields(call)) {
      load(code, 0, field);
      load(code, 2, field);
      ClassDesc type = type(field);
      if (type.isPrimitive()) {
        code.invokestatic(
            box(type), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, type, type));
        code.ifne(different);
      } else {
        code.invokestatic(
            ClassDesc.of("java.util.Objects"),
            "equals",
            MethodTypeDesc.of(
                ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object));
        code.ifeq(different);
      }
    }
    code.iconst_1().ireturn().labelBinding(different).iconst_0().ireturn();
  }

  private void hash(CodeBuilder code, DynamicCallSiteDesc call) {
    code.iconst_0();
    for (DirectMethodHandleDesc field : fields(call)) {
      code.loadConstant(HASH_FACTOR).imul();
      load(code, 0, field);
      ClassDesc type = type(field);
      ClassDesc owner = type.isPrimitive() ? box(type) : ClassDesc.of("java.util.Objects");
      ClassDesc parameter = type.isPrimitive() ? type : ConstantDescs.CD_Object;
      code.invokestatic(owner, "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, parameter));
      code.iadd();
    }
    code.ireturn();
  }

  private void text(CodeBuilder code, DynamicCallSiteDesc call) {
    ClassDesc builder = ClassDesc.of("java.lang.StringBuilder");
    code.new_(builder)
        .dup()
        .invokespecial(builder, "<init>", MethodTypeDesc.of(ConstantDescs.CD_void));
    String before = simpleName + "[";
    for (DirectMethodHandleDesc field : fields(call)) {
      append(code.loadConstant(before + field.methodName() + "="), ConstantDescs.CD_String);
      load(code, 0, field);
      ClassDesc type = type(field);
      boolean small = type.equals(ConstantDescs.CD_byte) || type.equals(ConstantDescs.CD_short);
      append(
          code, small ? ConstantDescs.CD_int : type.isPrimitive() ? type : ConstantDescs.CD_Object);
      before = ", ";
    }
    append(code.loadConstant(fields(call).isEmpty() ? before + "]" : "]"), ConstantDescs.CD_String);
    code.invokevirtual(builder, "toString", MethodTypeDesc.of(ConstantDescs.CD_String)).areturn();
  }

  /** As the source has it: a dollar sign may be part of a name. */
  private static String simpleName(ClassModel model) {
    return model
        .findAttribute(Attributes.innerClasses())
        .flatMap(inner ->
            inner.classes().stream()
                .filter(info -> info.innerClass().asSymbol().equals(model.thisClass().asSymbol()))
                .findFirst())
        .flatMap(InnerClassInfo::innerName)
        .map(Utf8Entry::stringValue)
        .orElse(model.thisClass().asSymbol().displayName());
  }

  private static void append(CodeBuilder code, ClassDesc type) {
    ClassDesc builder = ClassDesc.of("java.lang.StringBuilder");
    code.invokevirtual(builder, "append", MethodTypeDesc.of(builder, type));
  }

  private static ClassDesc box(ClassDesc primitive) {
    return switch (primitive.displayName()) {
      case "boolean" -> ConstantDescs.CD_Boolean;
      case "byte" -> ConstantDescs.CD_Byte;
      case "char" -> ConstantDescs.CD_Character;
      case "short" -> ConstantDescs.CD_Short;
      case "int" -> ConstantDescs.CD_Integer;
      case "long" -> ConstantDescs.CD_Long;
      case "float" -> ConstantDescs.CD_Float;
      case "double" -> ConstantDescs.CD_Double;
      default -> throw new IllegalStateException(primitive.displayName());
    };
  }
}
