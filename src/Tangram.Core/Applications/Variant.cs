namespace Tangram.Core.Applications;

/// <summary>One model that can perform a task.</summary>
/// <param name="Name">Unique within the application.</param>
/// <param name="Model">Absolute path of the model file; empty where the application is only planned for.</param>
/// <param name="Input">Shape of one item's input, without the batch dimension; empty where the application is only planned for.</param>
/// <param name="Accuracy">Accuracy of the application with this variant and the best variants of all other tasks; from 0 to 1.</param>
public sealed record Variant(string Name, string Model, IReadOnlyList<int> Input, double Accuracy)
{
    /// <summary>Whether there is a model to run.</summary>
    public bool HasModel => Model.Length > 0;

    /// <summary>Elements of one item's input.</summary>
    public int InputElements => Input.Aggregate(1, (product, size) => product * size);
}
