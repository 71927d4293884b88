package dev.slipway.document;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a record type consists of, asked of the JVM once for each type: it answers with fresh copies
 * each time, which is too slow for the thousands of records of a design.
 *
 * @param discriminated whether its documents carry a kind
 */
record RecordShape(
    Class<?> type, boolean discriminated, List<Component> components, Constructor<?> constructor) {

  private static final ClassValue<RecordShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return inspect(type);
        }
      };

  /**
   * One component.
   *
   * @param value its type, or the type within when it is optional
   */
  record Component(String name, boolean optional, Type value, Method accessor) {

    Object of(Record owner) {
      try {
        return accessor.invoke(owner);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot read " + accessor, e);
      }
    }
  }

  static RecordShape of(Class<?> type) {
    return SHAPES.get(type);
  }

  /**
   * A record of this shape.
   *
   * @throws InvocationTargetException when the record itself refuses the values
   */
  Record make(Object[] values) throws InvocationTargetException {
    try {
      return (Record) constructor.newInstance(values);
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException("cannot make a " + type, e);
    }
  }

  private static RecordShape inspect(Class<?> type) {
    RecordComponent[] parts = type.getRecordComponents();
    Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return new RecordShape(
          type,
          RecordCodec.discriminated(type),
          Arrays.stream(parts).map(RecordShape::component).toList(),
          constructor);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("no record: " + type, e);
    }
  }

  private static Component component(RecordComponent part) {
    Method accessor = part.getAccessor();
    accessor.setAccessible(true);
    boolean optional = part.getType() == Optional.class;
    Type declared = part.getGenericType();
    return new Component(
        part.getName(),
        optional,
        optional ? ((ParameterizedType) declared).getActualTypeArguments()[0] : declared,
        accessor);
  }
}
