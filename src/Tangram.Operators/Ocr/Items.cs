namespace Tangram.Operators.Ocr;

/// <summary>Tells an application whose tasks are wired wrongly what is wrong.</summary>
internal static class Items
{
    /// <summary>The item as what <paramref name="taker"/> works on.</summary>
    /// <exception cref="ArgumentException">It is something else.</exception>
    public static T As<T>(object item, string taker)
        where T : class =>
        item as T ?? throw new ArgumentException($"{taker} takes a {typeof(T).Name}, but the task before it hands on a {item.GetType().Name}", nameof(item));
}
