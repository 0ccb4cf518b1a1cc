using System.Diagnostics;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>The promise: for a seed the same network to the bit, on any number of threads and on any instruction set.</summary>
public sealed class SameBitsTests
{
    /// <summary>
    /// On any machine. A change of the numeric code, of the order of random draws or of the file format changes the
    /// expected value, and with it what users get for a seed.
    /// </summary>
    [Fact]
    public void The_network_is_the_same_as_on_every_other_machine() =>
        SmallTraining.Hash().Should().Be("5836CADAFE918C358B5E929B31DE19ADEE921A95AA1F1D9A64DD65DEC593A33A");

    /// <summary>The day that the kernels began to leave out zeros changed no bit of it.</summary>
    [Fact]
    public void So_is_one_that_leaves_out_zeros() =>
        SmallTraining.HashOfSparseRows().Should().Be("B3AAE51D5053FA846202CD070F587132CCA4DF9A592CA27D14FFF4C1B5B4A3E7");

    [Fact]
    public void So_is_one_that_normalizes() =>
        SmallTraining.HashOfNormalizedNetwork(threads: 2).Should().Be("DEC49B44FE516E233B78A82BBB49C939FC55B0F6B48EC4242833DC5E2D19F9AB");

    [Fact]
    public void So_is_one_with_every_activation() =>
        SmallTraining.HashOfActivations(threads: 2).Should().Be("3BF85551D089EDC0E173B43F23FE395C738A507E92816EEFA4A4672987D1D816");

    [Fact]
    public void The_number_of_threads_does_not_change_a_bit_of_what_activations_give()
    {
        var one = SmallTraining.HashOfActivations(threads: 1);

        foreach (var threads in new[] { 2, 3, 5 })
        {
            SmallTraining.HashOfActivations(threads).Should().Be(one, "{0} threads were used", threads);
        }
    }

    [Fact]
    public void So_is_one_whose_rows_are_changed() =>
        SmallTraining.HashOfAugmentedRows().Should().Be("A5C2565A0D61AA6351C647975FCDEEB4E3AFBCD3774231B60F3C86466E047AD2");

    [Fact]
    public void The_number_of_threads_does_not_change_a_bit_of_what_is_normalized()
    {
        var one = SmallTraining.HashOfNormalizedNetwork(threads: 1);

        foreach (var threads in new[] { 2, 3, 5 })
        {
            SmallTraining.HashOfNormalizedNetwork(threads).Should().Be(one, "{0} threads were used", threads);
        }
    }

    /// <summary>Without a dense copy of the rows the network is the same as with one.</summary>
    [Fact]
    public void Wide_rows_that_are_kept_sparse_change_no_bit() =>
        SmallTraining.HashOfWideRows(sparse: true).Should().Be(SmallTraining.HashOfWideRows(sparse: false));

    [Fact]
    public void The_number_of_threads_does_not_change_a_bit()
    {
        var one = SmallTraining.HashOfWideNetwork(threads: 1);

        foreach (var threads in new[] { 2, 3, 5 })
        {
            SmallTraining.HashOfWideNetwork(threads).Should().Be(one, "{0} threads were used", threads);
        }
    }

    /// <summary>
    /// The variable takes instruction sets from the child process; <paramref name="sameAs"/> is the value of MLP_SIMD that
    /// means what is left, whatever this processor has.
    /// </summary>
    [Theory]
    [InlineData("MLP_SIMD", "", "")]
    [InlineData("MLP_SIMD", "256", "256")]
    [InlineData("MLP_SIMD", "128", "128")]
    [InlineData("MLP_SIMD", "scalar", "scalar")]
    [InlineData("DOTNET_EnableAVX512", "0", "256")]
    [InlineData("DOTNET_EnableAVX2", "0", "128")]
    [InlineData("DOTNET_EnableHWIntrinsic", "0", "scalar")]
    public void The_instruction_set_does_not_change_a_bit(string variable, string value, string sameAs)
    {
        var lines = RunChild(variable, value);

        lines.Should().Equal(
            SimdSupport.Choose(sameAs).ToString(), SmallTraining.Hash(), SmallTraining.HashOfSparseRows(),
            SmallTraining.HashOfNormalizedNetwork(threads: 2), SmallTraining.HashOfWideRows(sparse: false),
            SmallTraining.HashOfActivations(threads: 2), SmallTraining.HashOfAugmentedRows());
    }

    private static string[] RunChild(string variable, string value)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(SameBitsTests).Assembly.Location);
        start.ArgumentList.Add("train-and-hash");
        start.Environment[SimdSupport.Variable] = "";
        start.Environment[variable] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, errors.Result);
        return output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }
}
