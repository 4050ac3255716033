package org.onnxnet.trainer.torch;

import org.bytedeco.pytorch.global.torch;
import org.onnxnet.predictor.runtime.Device;

/** libtorch, loaded and told where and how to compute. */
public final class Torch {
    static {
        // The binding counts all memory of the process, files of natives included, against a limit made from the Java
        // heap.
        if (System.getProperty("org.bytedeco.javacpp.maxPhysicalBytes") == null) {
            System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        }
    }

    private Torch() {}

    /**
     * Loads libtorch and prepares a device. The number of threads holds for the whole process, and results are the same bits
     * only for the same number.
     *
     * @return where tensors belong from now on
     * @throws TorchException if there is no native code for this platform, or no such device
     */
    public static TorchDevice use(Device device) {
        try {
            torch.globalContext().setDeterministicAlgorithms(true, true);
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            throw new TorchException(
                    "libtorch cannot be loaded: " + e.getMessage()
                            + "; training needs org.bytedeco:pytorch, openblas and javacpp with the classifier of this "
                            + "platform, such as linux-x86_64, on the class path",
                    e);
        }
        if (device instanceof Device.Cpu cpu) {
            torch.set_num_threads(cpu.threads());
            return TorchDevice.cpu(cpu.threads());
        }
        if (device instanceof Device.Cuda cuda) {
            if (!torch.cuda_is_available()) {
                throw new TorchException(
                        "device is " + device + ", but libtorch finds no CUDA: it needs an NVIDIA driver and "
                                + "org.bytedeco:pytorch with the classifier linux-x86_64-gpu; use the device cpu");
            }
            return TorchDevice.cuda(cuda.id());
        }
        return torch.cuda_is_available() ? TorchDevice.cuda(0) : use(Device.cpu());
    }
}
