// The fields of the cluster operator's RabbitmqCluster that the manifests use, as its API reference describes them. What
// it passes on to Kubernetes has Kubernetes' own types; of the pod's, all are optional, since they are merged.
import type { IObjectMeta } from "@kubernetes-models/apimachinery/apis/meta/v1/ObjectMeta";
import type { IContainer } from "kubernetes-models/v1/Container";
import type { IPodSpec } from "kubernetes-models/v1/PodSpec";
import type { IResourceRequirements } from "kubernetes-models/v1/ResourceRequirements";

export interface IRabbitmqCluster {
  apiVersion: "rabbitmq.com/v1beta1";
  kind: "RabbitmqCluster";
  metadata: IObjectMeta;
  spec: {
    replicas?: number;
    image?: string;
    resources?: IResourceRequirements;
    persistence?: {
      storageClassName?: string;
      storage?: string | number;
    };
    rabbitmq?: {
      additionalPlugins?: string[];
      additionalConfig?: string;
    };
    override?: {
      statefulSet?: {
        spec?: {
          template?: {
            spec?: Omit<Partial<IPodSpec>, "containers"> & { containers: (Partial<IContainer> & { name: string })[] };
          };
        };
      };
    };
  };
}
