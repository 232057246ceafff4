# Makes a SavedModel as Keras on TensorFlow 1 writes it: layers that do otherwise while learning behind conditions. TensorFlow 2.x in its mode of version 1.
import json, os, shutil, sys
import numpy as np
import tensorflow.compat.v1 as tf
tf.disable_v2_behavior(); tf.disable_control_flow_v2()
out = sys.argv[1]; channels = 1; shutil.rmtree(out, ignore_errors=True)
rng = np.random.RandomState(3)
def conv(x, i, o, name):
    w = tf.Variable(rng.normal(0, .4, (3, 3, i, o)).astype('f'), name=name + '/kernel')
    b = tf.Variable(rng.normal(0, .1, o).astype('f'), name=name + '/bias')
    return tf.nn.bias_add(tf.nn.conv2d(x, w, 1, 'SAME', name=name + '/convolution'), b, name=name + '/BiasAdd')
learning = tf.placeholder_with_default(False, (), name='keras_learning_phase')
x = tf.placeholder(tf.float32, (None, None, None, channels), name='input')
y = conv(x, channels, 4, 'conv')
g, s = [tf.Variable(rng.uniform(.5, 1.5, 4).astype('f')) for _ in range(2)]
m, v = [tf.Variable(rng.uniform(.2, 1, 4).astype('f')) for _ in range(2)]
y = tf.cond(learning, lambda: tf.nn.fused_batch_norm(y, g, s, epsilon=1e-3)[0], lambda: tf.nn.fused_batch_norm(y, g, s, m, v, epsilon=1e-3, is_training=False)[0], name='bn/cond')
y = tf.nn.relu(y)
y = tf.cond(learning, lambda: tf.nn.dropout(y, rate=.5), lambda: tf.identity(y), name='dropout/cond')
mean = tf.add(conv(y, 4, channels, 'mean'), x)
scale = tf.nn.softplus(conv(y, 4, channels, 'scale'))
z = tf.concat([mean, scale], -1, name='output')
with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    tf.saved_model.simple_save(session, out, {'input': x}, {'output': z})
    image = ((np.arange(24 * 20) * 7 % 256) / 255.).astype('f').reshape(1, 24, 20, 1)
    np.save(out + '/expected.npy', session.run(mean, {x: image}))
json.dump({'type': 'CARE', 'version': '0.8.2', 'probabilistic': True, 'axes': 'YXC', 'axes_div_by': [4, 4, 1], 'tile_overlap': [32, 32, 0]}, open(out + '/meta.json', 'w'))
