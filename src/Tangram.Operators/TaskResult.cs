namespace Tangram.Operators;

/// <summary>The result of one item at one task.</summary>
/// <param name="Task">The task's name in the application.</param>
/// <param name="Item">The item that went in.</param>
/// <param name="Value">What the task's operator made of it.</param>
public sealed record TaskResult(string Task, object Item, object Value);
