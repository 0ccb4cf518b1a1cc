using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp;

public sealed partial class MlpAutoencoderEstimator
{
    /// <summary>Options of <see cref="MlpAutoencoderEstimator"/>.</summary>
    public sealed class Options : MlpOptions
    {
        /// <summary>The column that receives the code, a vector of <see cref="float"/>. Default <c>Code</c>.</summary>
        public string OutputColumnName = "Code";

        /// <summary>
        /// The column to learn from, a vector of <see cref="float"/> of known size. Default (<see langword="null"/>):
        /// <see cref="OutputColumnName"/>, which the code then takes the place of.
        /// </summary>
        public string? InputColumnName;

        /// <summary>
        /// The column that receives what the network makes of the code, a vector like the input; <see langword="null"/> for none. It is
        /// computed where it is read only. Default <c>Reconstruction</c>.
        /// </summary>
        public string? ReconstructionColumnName = "Reconstruction";

        /// <summary>
        /// The column that receives the mean over the slots of the squared difference of input and reconstruction, a
        /// <see cref="float"/>: large for rows that are unlike those it learned from, an anomaly score; <see langword="null"/> for none.
        /// Default <c>ReconstructionError</c>.
        /// </summary>
        public string? ErrorColumnName = "ReconstructionError";

        /// <summary>Values of the code, 1 or more. Default 32.</summary>
        public int CodeSize = 32;

        /// <summary>
        /// Activation of the code; not softmax, step or one that is a layer of its own. Default: <see cref="Activation.Identity"/>, so
        /// that a code of few values does not run into a limit (Hinton and Salakhutdinov, 2006).
        /// </summary>
        public Activation CodeActivation = Activation.Identity;

        /// <summary>
        /// What to make small. Default: <see cref="Loss.SquaredError"/>. For inputs from 0 to 1 also
        /// <see cref="Loss.BinaryCrossEntropy"/>, whose outputs have the sigmoid.
        /// </summary>
        public Loss Loss = Loss.SquaredError;

        /// <summary>
        /// Applied to the reconstruction: it says which values it can have. Default (<see langword="null"/>): that of the loss, the
        /// identity for <see cref="Loss.SquaredError"/>, the sigmoid for <see cref="Loss.BinaryCrossEntropy"/>.
        /// </summary>
        public Activation? OutputActivation;

        private protected override LearningTasks Task => LearningTasks.Regression;

        internal override IEnumerable<(string Option, string? Column)> ColumnNames => [.. base.ColumnNames, (nameof(InputColumnName), FeatureColumn.Name)];

        internal override (ColumnRole Role, string Name) FeatureColumn => (ColumnRole.Input, InputColumnName ?? OutputColumnName);

        /// <summary>Layers up to the code.</summary>
        internal int CountEncoderLayers(NetworkDescription network)
        {
            var hidden = -1;
            var layers = network.Layers.TakeWhile(layer => layer is not DenseLayer || ++hidden <= OwnHiddenLayers.Length).Count();
            return layers;
        }

        internal override Loss GetLoss() => Loss;

        internal override Activation GetOutputActivation() => OutputActivation ?? base.GetOutputActivation();

        private protected override IReadOnlyList<HiddenLayer> AllHiddenLayers =>
            NetworkDescription.Mirror(OwnHiddenLayers, CodeSize, CodeActivation);

        // A network that scales its input by itself is to learn each slot at the same scale.
        private protected override bool StandardizesTargets =>
            InputScaling != InputScaling.None && TargetScale.Fits(Loss) && GetOutputActivation() == Activation.Identity;

        private protected override void CheckKind()
        {
            OptionCheck.RequireName(OutputColumnName, nameof(OutputColumnName));
            RequireNameOrNone(InputColumnName, nameof(InputColumnName));
            RequireNew(ReconstructionColumnName, nameof(ReconstructionColumnName), OutputColumnName);
            RequireNew(ErrorColumnName, nameof(ErrorColumnName), OutputColumnName, ReconstructionColumnName);
            OptionCheck.Require(CodeSize >= 1, nameof(CodeSize), CodeSize, "1 or more");
            OptionCheck.Require(CodeActivation is { IsDifferentiable: true, IsLayer: false } && CodeActivation != Activation.Softmax, nameof(CodeActivation),
                CodeActivation, string.Join(", ", Activation.All.Where(a => a is { IsDifferentiable: true, IsLayer: false } && a != Activation.Softmax)));
            var refused = OutputActivation == null ? null : Loss.Refuse(OutputActivation);
            OptionCheck.Require(refused == null, nameof(OutputActivation), OutputActivation, $"another with the loss {Loss}: {refused}");
        }

        private static void RequireNew(string? name, string option, params string?[] others)
        {
            RequireNameOrNone(name, option);
            OptionCheck.Require(name == null || !others.Contains(name), option, $"'{name}'", "another name than the other columns have");
        }

        private static void RequireNameOrNone(string? name, string option) =>
            OptionCheck.Require(name != "", option, "''", "the name of a column, or null");
    }
}
