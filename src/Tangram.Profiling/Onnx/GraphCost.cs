namespace Tangram.Profiling.Onnx;

/// <summary>Walks a graph node by node, with the shapes one input leads to.</summary>
/// <remarks>
/// [N]. The graph is taken as it is written: nodes that a runtime would fuse count one by one, so bytes are rather too many. What is made of weights
/// alone costs nothing, since a runtime computes it once; views cost nothing either.
/// </remarks>
internal sealed class GraphCost
{
    private readonly OnnxModel _model;
    private readonly Dictionary<string, OnnxTensor> _tensors;
    private readonly Dictionary<string, string> _viewed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lastUse = new(StringComparer.Ordinal);
    private readonly List<OnnxNode> _costing = [];
    private double _operations;
    private double _bytes;

    private GraphCost(OnnxModel model, IReadOnlyList<long> input)
    {
        _model = model;
        _tensors = new Dictionary<string, OnnxTensor>(model.Weights, StringComparer.Ordinal) { [model.Inputs[0]] = new(input, sizeof(float)) };
    }

    /// <summary>What one run costs.</summary>
    /// <param name="model">A model with one input of binary32 numbers.</param>
    /// <param name="input">The input's shape, with the batch dimension.</param>
    /// <param name="coreCacheBytes">Size of the cache that a core has for itself; what it holds does not count as going past it.</param>
    /// <exception cref="FormatException">The graph does not go with the input, or is not complete.</exception>
    public static ModelCost Of(OnnxModel model, IReadOnlyList<long> input, double coreCacheBytes = 0) => Walked(model, input).Cost(coreCacheBytes);

    /// <summary>The shape of the first output.</summary>
    /// <exception cref="FormatException">The graph does not go with the input, or is not complete.</exception>
    public static IReadOnlyList<long> OutputShape(OnnxModel model, IReadOnlyList<long> input) => Walked(model, input).Find(model.Outputs[0]).Shape;

    private static GraphCost Walked(OnnxModel model, IReadOnlyList<long> input)
    {
        if (model.Inputs.Count != 1)
        {
            throw new FormatException(FormattableString.Invariant($"it has {model.Inputs.Count} inputs; models with one can be counted"));
        }

        try
        {
            var walk = new GraphCost(model, input);
            foreach (var node in model.Nodes)
            {
                walk.Take(node);
            }

            return walk;
        }
        catch (Exception e) when (e is ArgumentException or OverflowException or DivideByZeroException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new FormatException($"its shapes do not go together: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    private ModelCost Cost(double coreCacheBytes)
    {
        FindLastUses();
        return new(
            _operations, _bytes, BytesPast(coreCacheBytes), Footprint(), [.. _model.Nodes.Select(n => n.Operator).Where(o => !OperatorRules.Knows(o)).Distinct(StringComparer.Ordinal)]);
    }

    private void Take(OnnxNode node)
    {
        var inputs = node.Inputs.Select(name => name.Length == 0 ? null : Find(name)).ToList();
        var result = OperatorRules.Apply(node, inputs);
        var isConstant = inputs.TrueForAll(i => i is null or { IsConstant: true });
        for (var i = 0; i < node.Outputs.Count; i++)
        {
            // Further outputs of operators that are not known in full, such as a mask, are taken to be like the last known one.
            _tensors[node.Outputs[i]] = result.Outputs[Math.Min(i, result.Outputs.Count - 1)] with { IsConstant = isConstant };
            if (result.IsView && inputs.Count > 0 && !string.Equals(node.Operator, "Shape", StringComparison.Ordinal))
            {
                _viewed[node.Outputs[i]] = node.Inputs[0];
            }
        }

        if (!isConstant && !result.IsView)
        {
            _costing.Add(node);
            _operations += result.Operations;
            _bytes += inputs.OfType<OnnxTensor>().Sum(t => t.Bytes) + node.Outputs.Where(o => o.Length > 0).Sum(o => _tensors[o].Bytes);
        }
    }

    private void FindLastUses()
    {
        for (var i = 0; i < _model.Nodes.Count; i++)
        {
            foreach (var input in _model.Nodes[i].Inputs.Where(n => n.Length > 0))
            {
                _lastUse[Root(input)] = i;
            }
        }
    }

    // Weights stay all the time; an activation lives from the node that makes it to the last that takes it, or a view of it.
    private double Footprint()
    {
        var used = _lastUse.Keys.Where(n => _tensors[n].IsConstant).Sum(n => _tensors[n].Bytes);
        var (alive, most) = (_tensors[_model.Inputs[0]].Bytes, 0.0);
        for (var i = 0; i < _model.Nodes.Count; i++)
        {
            alive += _model.Nodes[i].Outputs.Where(IsActivation).Sum(o => _tensors[o].Bytes);
            most = Math.Max(most, alive);
            alive -= EndingAt(i).Sum(n => _tensors[n].Bytes);
        }

        return used + most;
    }

    // The cache is empty at first, as it is after another model has run.
    private double BytesPast(double capacity)
    {
        var cache = new TensorCache(capacity);
        var costing = _costing.ToHashSet<OnnxNode>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < _model.Nodes.Count; i++)
        {
            if (costing.Contains(_model.Nodes[i]))
            {
                foreach (var input in _model.Nodes[i].Inputs.Where(n => n.Length > 0).Select(Root).Distinct(StringComparer.Ordinal))
                {
                    cache.Read(input, _tensors[input].Bytes);
                }

                foreach (var output in _model.Nodes[i].Outputs.Where(n => n.Length > 0))
                {
                    cache.Write(output, _tensors[output].Bytes);
                }
            }

            foreach (var ended in EndingAt(i))
            {
                cache.Drop(ended);
            }
        }

        return cache.BytesPast;
    }

    private IEnumerable<string> EndingAt(int node) => _model.Nodes[node].Inputs.Where(n => n.Length > 0).Select(Root).Distinct(StringComparer.Ordinal)
        .Where(n => !_tensors[n].IsConstant && _lastUse[n] == node);

    private bool IsActivation(string name) => name.Length > 0 && !_tensors[name].IsConstant && !_viewed.ContainsKey(name);

    private string Root(string name) => _viewed.TryGetValue(name, out var of) ? Root(of) : name;

    private OnnxTensor Find(string name) => _tensors.TryGetValue(name, out var found) ? found : throw new FormatException($"tensor '{name}' is used before anything makes it");
}
