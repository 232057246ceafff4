"""Means over the image of the last features of 8-bit networks: python reference.py FOLDER_OF_TFLITE_FILES, with ai-edge-litert 2.3.0 and numpy."""
import os
import sys

import numpy as np
from ai_edge_litert.interpreter import Interpreter, OpResolverType
for f,side in [('mobilenet_v1_0.25_128_quant',128),('mobilenet_v2_1.0_224_quant',224)]:
    it=Interpreter(os.path.join(sys.argv[1],f)+'.tflite',experimental_op_resolver_type=OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES, experimental_preserve_all_tensors=True); it.allocate_tensors()
    y,x,c=np.mgrid[0:side,0:side,0:3]
    img=np.clip(128+90*np.sin(2*np.pi*x/(7+4*c))*np.cos(2*np.pi*y/(11+3*c))+20*((x//16+y//16)%2),0,255).astype(np.uint8)
    it.set_tensor(it.get_input_details()[0]['index'],img[None]); it.invoke()
    ops=it._get_ops_details(); td={t['index']:t for t in it.get_tensor_details()}
    o=[o for o in ops if o['op_name']=='AVERAGE_POOL_2D'][0]
    t=td[o['inputs'][0]]; s,z=t['quantization']; v=(it.get_tensor(o['inputs'][0]).astype(float)-z)*s
    m=v.mean((0,1,2))
    np.savetxt(f+'.csv',m[None],fmt='%.4f',delimiter=',')
